package plugins.quality.internal;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.GroupValue;
import governance.api.evaluate.MetricResult.Part;
import governance.api.model.Task;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * F1 of whole entities over all types together (micro average), in [0, 1]: an entity counts when
 * type and both borders are right. The numbers are those of seqeval with zero division 0.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "quality.entity-f1",
    settings = EntityF1.Config.class,
    needs = Contribution.Need.TOKEN_CLASSIFICATION)
public final class EntityF1 implements Metric {
  /** Where entities begin and end. */
  enum Mode {
    /** As conlleval and seqeval's default: an entity may begin with an I- tag. */
    LENIENT,
    /**
     * As seqeval's strict IOB2: an entity begins with B-. Where a class begins with E- or S-, as
     * its strict IOBES: an entity is S-, or B-, any I-, and E-.
     */
    STRICT
  }

  /** The settings. */
  @ObjectClassDefinition(
      name = "Entity F1",
      description = "How well whole entities are found by a token classifier.")
  @interface Config {
    /** Where entities begin. */
    @AttributeDefinition(
        description =
            "LENIENT: an entity may begin with I-, as conlleval and seqeval's default; STRICT:"
                + " only with B-, as IOB2; where tags E- or S- occur, it is S-, or B-, any I-, E-, as"
                + " IOBES.")
    Mode mode() default Mode.LENIENT;
  }

  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    boolean strict = settings.as(Config.class).mode() == Mode.STRICT;
    TagSet tags = new TagSet(set.classes());
    if (set.task() != Task.TOKEN_CLASSIFICATION || !tags.only("BIES")) {
      return undefined("the classes are not tags O and B-… I-… E-… S-…");
    }
    EntityCounts counts = EntityCounts.of(set, tags, strict);
    PrecisionRecall all = counts.byType.pooled();
    if (all.support() + all.predicted() == 0) {
      return undefined("no entity is there or was found");
    }
    long entities = 0;
    for (int type = 0; type < counts.byType.size(); type++) {
      entities += counts.byType.entities(type);
    }
    return MetricResult.of(all.f1(), Direction.HIGHER_IS_BETTER, entities)
        .withGroups(groups(set, counts))
        .withParts(parts(tags, counts.byType, all));
  }

  private static List<GroupValue> groups(EvaluationSet set, EntityCounts counts) {
    List<GroupValue> values = new ArrayList<>();
    List<String> columns = set.protectedColumns();
    for (int c = 0; c < counts.byGroup.length; c++) {
      List<String> names = set.groups(columns.get(c)).names();
      for (int group = 0; group < names.size(); group++) {
        PrecisionRecall figures = counts.byGroup[c].figures(group);
        boolean occurs = figures.support() + figures.predicted() > 0;
        values.add(
            GroupValue.of(
                columns.get(c),
                names.get(group),
                occurs ? figures.f1() : Double.NaN,
                counts.byGroup[c].entities(group)));
      }
    }
    return values;
  }

  private static List<Part> parts(TagSet tags, EntityCounts.PerKey byType, PrecisionRecall all) {
    List<Part> parts = new ArrayList<>();
    Averages averages = new Averages();
    for (int type = 0; type < byType.size(); type++) {
      PrecisionRecall figures = byType.figures(type);
      boolean occurs = figures.support() + figures.predicted() > 0;
      figures.addTo(parts, tags.types().get(type), occurs);
      averages.add(figures);
    }
    Averages.addMicro(parts, all);
    averages.addTo(parts);
    return parts;
  }

  private static MetricResult undefined(String why) {
    return MetricResult.undefined(Direction.HIGHER_IS_BETTER, why);
  }
}
