package plugins.fairness.internal.rule;

import governance.api.Contribution;
import governance.api.Contribution.Need;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.evaluate.DecisionRule;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.FittedRule;
import governance.api.evaluate.RuleSummary;
import governance.api.evaluate.RuleSummary.Line;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/**
 * Calibrates probabilities by a temperature for each group (Guo et al. 2017, arXiv:1706.04599),
 * drawn towards that of all rows where a group is small: log T = (n log T_group + k log T_all) / (n
 * + k) with k rows of shrinkage, as in a normal model with known spread. For any number of classes.
 * Decisions stay; probabilities, and figures that rest on them, change.
 */
@Component
@Contribution(
    kind = Kind.DECISION_RULE,
    id = GroupCalibration.ID,
    settings = CalibrationConfig.class,
    needs = {Need.PROTECTED_ATTRIBUTE, Need.SEQUENCE_CLASSIFICATION},
    description = "Calibrates probabilities by a temperature for each group.")
public final class GroupCalibration implements DecisionRule {
  static final String ID = "fairness.group-calibration";

  private static final List<String> COLUMNS =
      List.of("Rows", "Temperature", "Of the group alone", "Log loss before", "Log loss then");

  @Override
  public FittedRule fit(EvaluationSet set, Settings settings) {
    CalibrationConfig config = settings.as(CalibrationConfig.class);
    Membership membership = Membership.of(ID, set, config.columns());
    Validation validation = new Validation(ID, set, membership);
    double pooled = Temperature.fit(set, validation.rows());
    double[] temperatures = new double[membership.size()];
    Arrays.fill(temperatures, Double.NaN);
    List<Line> lines = new ArrayList<>();
    List<String> small = new ArrayList<>();
    List<String> right = new ArrayList<>();
    for (int group = 0; group < temperatures.length; group++) {
      int[] rows = validation.rows(group);
      if (rows.length < config.smallGroup()) {
        small.add(membership.name(group) + " (" + rows.length + ")");
      } else {
        double own = Temperature.fit(set, rows);
        temperatures[group] = shrunk(own, pooled, rows.length, config.shrinkage());
        lines.add(line(set, rows, membership.name(group), temperatures[group], own));
        if (Arrays.stream(rows).allMatch(row -> set.predictions()[row] == set.labels()[row])) {
          right.add(membership.name(group));
        }
      }
    }
    List<String> notes = new ArrayList<>();
    if (!small.isEmpty()) {
      notes.add(
          "With the temperature of all rows, because of fewer than "
              + config.smallGroup()
              + " validation rows: "
              + String.join("; ", small)
              + ".");
    }
    if (!right.isEmpty()) {
      notes.add(
          "Every validation row is right, so that the log loss only falls with the temperature and"
              + " says little: "
              + String.join("; ", right)
              + ".");
    }
    RuleSummary summary = new RuleSummary(text(config, membership, pooled), COLUMNS, lines, notes);
    return new FittedCalibration(membership, config.unknown(), summary, temperatures, pooled);
  }

  private static double shrunk(double own, double pooled, int rows, double shrinkage) {
    double logs = rows * Math.log(own) + shrinkage * Math.log(pooled);
    return Math.exp(logs / (rows + shrinkage));
  }

  private static Line line(
      EvaluationSet set, int[] rows, String name, double temperature, double own) {
    return new Line(
        name,
        List.of(
            (double) rows.length,
            temperature,
            own,
            Temperature.loss(set, rows, 1),
            Temperature.loss(set, rows, temperature)));
  }

  private static String text(CalibrationConfig config, Membership membership, double pooled) {
    return "Divides log probabilities by a temperature of each group by "
        + membership.title()
        + ", drawn towards "
        + Rates.figure(pooled)
        + ", that of all rows, with the weight of "
        + config.shrinkage()
        + " rows; each temperature gives the least log loss. Decisions stay those of the greatest"
        + " probability. A row without a known group "
        + (config.unknown() == Unknown.POOLED ? "has the temperature of all rows." : "is refused.");
  }

  @Override
  public FittedRule restore(String state, Settings settings) {
    return FittedCalibration.parse(state, settings.as(CalibrationConfig.class).unknown());
  }
}
