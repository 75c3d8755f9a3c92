package plugins.fairness.internal.metric;

import governance.api.GovernanceException;
import governance.api.evaluate.EvaluationSet.Groups;
import governance.api.evaluate.MetricResult.Part;
import java.util.List;
import java.util.Optional;

/**
 * The figures of AIF360: the unprivileged groups, pooled, against the privileged one, with its
 * sign.
 */
final class Privileged {
  private static final String DIFFERENCE = " difference (unprivileged - privileged)";

  private Privileged() {}

  /** Returns the index of the column's privileged group, when the setting names one. */
  static Optional<Integer> group(String column, Groups groups, String[] privileged) {
    for (String entry : privileged) {
      if (entry.startsWith(column + "=")) {
        int group = groups.names().indexOf(entry.substring(column.length() + 1));
        if (group < 0) {
          throw GovernanceException.spec(
              "setting privileged",
              "got " + entry,
              "groups of " + column + " " + groups.names(),
              "Name one of them as " + column + "=group");
        }
        return Optional.of(group);
      }
    }
    return Optional.empty();
  }

  /** Adds the figures of one column to the parts. */
  static void addParts(
      List<Part> parts,
      String column,
      GroupRates counted,
      int privileged,
      Comparison comparison,
      Rate[] rates) {
    double sum = 0;
    for (Rate rate : rates) {
      double others = counted.ofOthers(rate, privileged);
      double own = counted.of(rate, privileged);
      if (comparison == Comparison.RATIO) {
        parts.add(Part.of(column + " " + ratioName(rate), others / own));
      } else {
        parts.add(Part.of(column + " " + rate.title() + DIFFERENCE, others - own));
        sum += others - own;
      }
    }
    if (rates.length > 1 && comparison == Comparison.DIFFERENCE) {
      parts.add(Part.of(column + " average odds" + DIFFERENCE, sum / rates.length));
    }
  }

  private static String ratioName(Rate rate) {
    String name = rate == Rate.SELECTION ? "disparate impact" : rate.title() + " ratio";
    return name + " (unprivileged / privileged)";
  }
}
