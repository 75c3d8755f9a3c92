package plugins.privacy.internal.attack;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.evaluate.AttackMetric;
import governance.api.evaluate.AttackedModel;
import governance.api.evaluate.AttackedModel.Comparison;
import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.GroupValue;
import governance.api.evaluate.MetricResult.Part;
import governance.api.model.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * How much better a sensitive attribute of members is guessed than that of non-members (Yeom et al.
 * 2018, definition 5): the part of what is guessed that comes from training on a row, and not from
 * what holds for everybody.
 */
@Component(service = Metric.class)
@Contribution(
    kind = Kind.METRIC,
    id = AttributeAdvantage.ID,
    settings = AttributeAdvantage.Config.class,
    tasks = Task.SEQUENCE_CLASSIFICATION,
    description =
        "How much more often a sensitive attribute is guessed for training rows than for held-out"
            + " rows; 0 where training gives nothing away.")
public final class AttributeAdvantage implements AttackMetric {
  static final String ID = "privacy.attribute-advantage";

  private static final int FEWEST = 10;

  /** The settings. */
  @ObjectClassDefinition(
      name = "Attribute inference",
      description = "Guesses sensitive attributes from what the model answers.")
  @interface Config {
    /** Sensitive columns. */
    @AttributeDefinition(
        description = "Sensitive columns with few values; by default the protected attributes.")
    String[] columns() default {};

    /** Greatest number of rows of each kind. */
    @AttributeDefinition(
        description = MembershipSettings.ROWS,
        min = MembershipSettings.FEWEST_ROWS,
        max = MembershipSettings.MOST_ROWS)
    int rows() default MembershipSettings.USUAL_ROWS;
  }

  /** What guessing an attribute came to. */
  private record Guessed(String how, Proportion members, Proportion others, int[][] guesses) {
    double advantage() {
      return members.value() - others.value();
    }
  }

  @Override
  public MetricResult attack(AttackedModel model, Settings settings) {
    Config config = settings.as(Config.class);
    Comparison comparison = model.compare(config.rows());
    List<String> columns =
        config.columns().length > 0
            ? List.of(config.columns())
            : comparison.members().protectedColumns();
    MetricResult best =
        MetricResult.undefined(
            Direction.LOWER_IS_BETTER,
            columns.isEmpty()
                ? "No sensitive column is named and the run has no protected attribute."
                : "Too few rows, or a column of one value: " + columns + ".");
    List<Part> parts = new ArrayList<>();
    List<GroupValue> groups = new ArrayList<>();
    for (String column : columns) {
      Attribute attribute = Attribute.of(column, comparison.members(), comparison.others());
      List<Guessed> found = guessed(model, comparison, attribute);
      for (Guessed each : found) {
        parts.add(
            new Part(
                column + ", " + each.how(),
                each.advantage(),
                each.members().minus(each.others(), model.level())));
        parts.add(Part.of(column + ", members guessed " + each.how(), each.members().value()));
      }
      if (!found.isEmpty()) {
        groups.addAll(groups(attribute, found.get(0), model.level()));
        MetricResult one = result(column, found.get(0), model.level());
        best = !best.defined() || one.value() > best.value() ? one : best;
      }
    }
    return best.withParts(parts).withGroups(groups);
  }

  private static MetricResult result(String column, Guessed found, double level) {
    long n = found.members().all() + found.others().all();
    return MetricResult.of(found.advantage(), Direction.LOWER_IS_BETTER, n)
        .withInterval(found.members().minus(found.others(), level))
        .withNote("Column " + column + ", guessed " + found.how() + ".");
  }

  /** The attack through the text first, where the model reads the attribute. */
  private static List<Guessed> guessed(
      AttackedModel model, Comparison comparison, Attribute attribute) {
    long members = Arrays.stream(attribute.members()).filter(v -> v >= 0).count();
    long others = Arrays.stream(attribute.others()).filter(v -> v >= 0).count();
    if (Math.min(members, others / 2) < FEWEST || attribute.values().size() < 2) {
      return List.of();
    }
    List<Guessed> all = new ArrayList<>();
    Inversion inversion = new Inversion(model.model(), attribute);
    Optional<int[]> one =
        inversion.guesses(comparison.memberTexts(), attribute.members(), comparison.members());
    Optional<int[]> other =
        inversion.guesses(comparison.otherTexts(), attribute.others(), comparison.others());
    if (one.isPresent() && other.isPresent()) {
      all.add(of("by trying each value", attribute, one.get(), other.get()));
    }
    if (comparison.others().hasScores() && comparison.members().hasScores()) {
      OutputAttack attack = new OutputAttack(attribute, comparison.others());
      EvaluationSet held = comparison.others();
      all.add(
          of(
              "by outputs and other columns",
              attribute,
              attack.members(comparison.members()),
              attack.others(held)));
    }
    return all;
  }

  private static Guessed of(String how, Attribute attribute, int[] members, int[] others) {
    return new Guessed(
        how,
        right(attribute.members(), members, -1),
        right(attribute.others(), others, -1),
        new int[][] {members, others});
  }

  /** How many guesses are right among rows of one value, or of all with -1. */
  private static Proportion right(int[] truth, int[] guesses, int value) {
    long yes = 0;
    long all = 0;
    for (int i = 0; i < truth.length; i++) {
      boolean counts = guesses[i] >= 0 && (value < 0 || truth[i] == value);
      all += counts ? 1 : 0;
      yes += counts && guesses[i] == truth[i] ? 1 : 0;
    }
    return new Proportion(yes, all);
  }

  private static List<GroupValue> groups(Attribute attribute, Guessed found, double level) {
    List<GroupValue> groups = new ArrayList<>();
    for (int v = 0; v < attribute.values().size(); v++) {
      Proportion members = right(attribute.members(), found.guesses()[0], v);
      Proportion others = right(attribute.others(), found.guesses()[1], v);
      if (members.all() > 0 && others.all() > 0) {
        groups.add(
            new GroupValue(
                attribute.name(),
                attribute.values().get(v),
                members.value() - others.value(),
                members.all() + others.all(),
                members.minus(others, level)));
      }
    }
    return groups;
  }
}
