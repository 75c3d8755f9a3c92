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
import java.util.List;
import java.util.Locale;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How many training rows an attacker names with certainty, or nearly so. */
@Component(service = Metric.class)
@Contribution(
    kind = Kind.METRIC,
    id = MembershipTpr.ID,
    settings = MembershipTpr.Config.class,
    tasks = {Task.SEQUENCE_CLASSIFICATION, Task.TOKEN_CLASSIFICATION, Task.MASKED_LANGUAGE_MODEL},
    description =
        "Share of training rows that an attack finds while it takes no more than a given share of"
            + " held-out rows for such.")
public final class MembershipTpr extends MembershipMetric {
  static final String ID = "privacy.membership-tpr";

  private static final List<Double> SHOWN = List.of(0.001, 0.01, 0.1);

  /** The settings. */
  @ObjectClassDefinition(
      name = "Membership inference at few false alarms",
      description = "Finds training rows with few false alarms.")
  @interface Config {
    /** Greatest number of rows of each kind. */
    @AttributeDefinition(
        description = MembershipSettings.ROWS,
        min = MembershipSettings.FEWEST_ROWS,
        max = MembershipSettings.MOST_ROWS)
    int rows() default MembershipSettings.USUAL_ROWS;

    /** Number of reference models. */
    @AttributeDefinition(
        description = MembershipSettings.REFERENCES,
        min = "0",
        max = MembershipSettings.MOST_REFERENCES)
    int references() default 0;

    /** How membership is inferred. */
    @AttributeDefinition(description = MembershipSettings.ATTACK)
    Attack attack() default Attack.AUTO;

    /** Greatest false-positive rate. */
    @AttributeDefinition(
        description = "Greatest share of held-out rows that may be taken for training rows.",
        min = "0",
        max = "0.5")
    double fpr() default 0.01;
  }

  @Override
  Choice choice(Settings settings) {
    Config config = settings.as(Config.class);
    return new Choice(config.rows(), config.references(), config.attack());
  }

  @Override
  MetricResult measure(Inferred inferred, Settings settings) {
    double fpr = settings.as(Config.class).fpr();
    double level = inferred.model().level();
    Pair scores = inferred.scores();
    double threshold = scores.roc().threshold(fpr);
    Proportion caught = scores.roc().caught(threshold);
    List<Part> parts = new ArrayList<>();
    for (Attack attack : inferred.membership().possible()) {
      Roc roc = Pair.of(inferred.membership(), attack).roc();
      for (double rate : SHOWN) {
        Proportion own = roc.caught(roc.threshold(rate));
        String name =
            String.format(Locale.ROOT, "TPR at %s %% FPR, %s", percent(rate), attack.title());
        parts.add(new Part(name, own.value(), own.interval(level)));
      }
    }
    Bound.part(inferred.model().spent(), b -> b.mostTruePositives(fpr)).ifPresent(parts::add);
    return MetricResult.of(caught.value(), Direction.LOWER_IS_BETTER, scores.n())
        .withInterval(caught.interval(level))
        .withGroups(groups(scores, threshold, level))
        .withParts(parts)
        .withNote(inferred.note() + resolution(fpr, scores.others().length));
  }

  private static String percent(double rate) {
    return rate == 0.001 ? "0.1" : Integer.toString((int) Math.round(rate * 100));
  }

  private static String resolution(double fpr, int others) {
    return fpr * others >= 1
        ? ""
        : String.format(
            Locale.ROOT,
            " Of %d non-members %.2g %% are less than one: no false alarm at all was allowed.",
            others,
            fpr * 100);
  }

  /** One threshold serves all groups, as an attacker who does not know them has it. */
  private static List<GroupValue> groups(Pair scores, double threshold, double level) {
    List<GroupValue> groups = new ArrayList<>();
    for (String column : scores.memberGroups().keySet()) {
      for (String name : scores.groups(column)) {
        double[] own = scores.of(column, name, true).members();
        if (own.length > 0) {
          Proportion caught = new Roc(own, new double[1]).caught(threshold);
          groups.add(
              new GroupValue(column, name, caught.value(), own.length, caught.interval(level)));
        }
      }
    }
    return groups;
  }
}
