package plugins.privacy.internal.attack;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.evaluate.Direction;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.GroupValue;
import governance.api.evaluate.MetricResult.Part;
import governance.api.model.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * What an attacker gains who takes every row for a member whose loss is at most the mean loss of
 * members (Yeom et al. 2018, adversary 2).
 */
@Component(service = Metric.class)
@Contribution(
    kind = Kind.METRIC,
    id = MembershipAdvantage.ID,
    settings = MembershipAdvantage.Config.class,
    tasks = {Task.SEQUENCE_CLASSIFICATION, Task.TOKEN_CLASSIFICATION, Task.MASKED_LANGUAGE_MODEL},
    description =
        "True-positive less false-positive rate of an attack that takes a row for a training row"
            + " when its loss is at most the mean loss of training rows; 0 is guessing.")
public final class MembershipAdvantage extends MembershipMetric {
  static final String ID = "privacy.membership-advantage";

  /** The settings. */
  @ObjectClassDefinition(
      name = "Membership advantage",
      description = "Tells training rows by their loss, against a threshold that is given.")
  @interface Config {
    /** Greatest number of rows of each kind. */
    @AttributeDefinition(
        description = MembershipSettings.ROWS,
        min = MembershipSettings.FEWEST_ROWS,
        max = MembershipSettings.MOST_ROWS)
    int rows() default MembershipSettings.USUAL_ROWS;
  }

  @Override
  Choice choice(Settings settings) {
    return new Choice(settings.as(Config.class).rows(), 0, Attack.LOSS);
  }

  @Override
  MetricResult measure(Inferred inferred, Settings settings) {
    double level = inferred.model().level();
    Pair scores = inferred.scores();
    double threshold = Arrays.stream(scores.members()).average().orElseThrow();
    Proportion caught = scores.roc().caught(threshold);
    Proportion alarms = scores.roc().falseAlarms(threshold);
    List<Part> parts = new ArrayList<>();
    parts.add(new Part("true-positive rate", caught.value(), caught.interval(level)));
    parts.add(new Part("false-positive rate", alarms.value(), alarms.interval(level)));
    Bound.part(inferred.model().spent(), Bound::mostAdvantage).ifPresent(parts::add);
    return MetricResult.of(caught.value() - alarms.value(), Direction.LOWER_IS_BETTER, scores.n())
        .withInterval(caught.minus(alarms, level))
        .withGroups(groups(scores, threshold, level))
        .withParts(parts)
        .withNote(inferred.note());
  }

  private static List<GroupValue> groups(Pair scores, double threshold, double level) {
    List<GroupValue> groups = new ArrayList<>();
    for (String column : scores.memberGroups().keySet()) {
      for (String name : scores.groups(column)) {
        Pair own = scores.of(column, name, true);
        if (own.members().length > 0 && own.others().length > 0) {
          Proportion caught = own.roc().caught(threshold);
          Proportion alarms = own.roc().falseAlarms(threshold);
          groups.add(
              new GroupValue(
                  column,
                  name,
                  caught.value() - alarms.value(),
                  own.n(),
                  caught.minus(alarms, level)));
        }
      }
    }
    return groups;
  }
}
