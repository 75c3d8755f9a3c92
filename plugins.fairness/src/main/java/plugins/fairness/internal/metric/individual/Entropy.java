package plugins.fairness.internal.metric.individual;

import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.GroupValue;
import governance.api.evaluate.MetricResult.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import plugins.fairness.internal.metric.Comparison;
import plugins.fairness.internal.metric.Outcomes;
import plugins.fairness.internal.metric.Partition;
import plugins.fairness.internal.metric.Selection;
import plugins.fairness.internal.metric.Tally;

/**
 * Generalized entropy of benefits b = ŷ − y + 1: 0 for one who wrongly does not get the favourable
 * decision, 2 for one who wrongly does, otherwise 1.
 */
final class Entropy {
  private Entropy() {}

  /** Returns the index over all rows, and by column what is between groups and within them. */
  static MetricResult evaluate(
      EvaluationSet set, String named, double alpha, DoubleUnaryOperator shown) {
    int positive = Selection.positive(set, named);
    if (positive < 0) {
      return undefined(Selection.NO_FAVOURABLE);
    }
    Partition everyone = Partition.everyone(set);
    Tally all = Tally.of(set, everyone, everyone);
    if (all.rows(0) == 0) {
      return undefined(Selection.NO_ROWS);
    }
    double total = ofRows(all.of(0, 0, positive), alpha);
    if (!Double.isFinite(total)) {
      return undefined("the benefit of all rows is 0, or that of some is and alpha is at most 0");
    }
    List<Part> parts = new ArrayList<>();
    List<GroupValue> groups = new ArrayList<>();
    for (String column : set.protectedColumns()) {
      Partition each = Partition.of(set, column);
      Tally tally = Tally.of(set, each, everyone);
      double between = between(tally, positive, alpha);
      double whole = ofRows(all(tally, positive), alpha);
      parts.add(Part.of(column + " between groups", finite(shown.applyAsDouble(between))));
      double within = Math.max(0, whole - between);
      parts.add(Part.of(column + " within groups", finite(shown.applyAsDouble(within))));
      for (int group = 0; group < tally.groups(); group++) {
        double own = finite(shown.applyAsDouble(ofRows(tally.of(0, group, positive), alpha)));
        groups.add(GroupValue.of(column, each.name(group), own, tally.rows(group)));
      }
    }
    return MetricResult.of(shown.applyAsDouble(total), Direction.LOWER_IS_BETTER, all.rows(0))
        .withParts(parts)
        .withGroups(groups);
  }

  /** Returns the index between groups; the worst column counts. */
  static MetricResult between(EvaluationSet set, String named, double alpha) {
    int positive = Selection.positive(set, named);
    if (positive < 0) {
      return undefined(Selection.NO_FAVOURABLE);
    }
    Partition everyone = Partition.everyone(set);
    List<Part> parts = new ArrayList<>();
    List<Part> details = new ArrayList<>();
    List<GroupValue> groups = new ArrayList<>();
    double worst = Double.NaN;
    long rows = 0;
    for (String column : set.protectedColumns()) {
      Partition each = Partition.of(set, column);
      Tally tally = Tally.of(set, each, everyone);
      long known = 0;
      for (int group = 0; group < tally.groups(); group++) {
        Outcomes own = tally.of(0, group, positive);
        double mean = benefit(own) / own.all();
        groups.add(GroupValue.of(column, each.name(group), mean, tally.rows(group)));
        known += tally.rows(group);
      }
      double value = finite(between(tally, positive, alpha));
      parts.add(Part.of(column, value));
      details.add(Part.of(column + " Theil index", finite(between(tally, positive, 1))));
      double variation = Math.sqrt(2 * between(tally, positive, 2));
      details.add(Part.of(column + " coefficient of variation", finite(variation)));
      worst = Comparison.DIFFERENCE.worse(worst, value);
      rows = Math.max(rows, known);
    }
    if (Double.isNaN(worst)) {
      String why =
          parts.isEmpty()
              ? Selection.NO_COLUMN
              : "no column has rows in its groups and a mean benefit above 0 in each";
      return undefined(why).withGroups(groups);
    }
    parts.addAll(details);
    return MetricResult.of(worst, Direction.LOWER_IS_BETTER, rows)
        .withGroups(groups)
        .withParts(parts);
  }

  private static MetricResult undefined(String why) {
    return MetricResult.undefined(Direction.LOWER_IS_BETTER, why);
  }

  private static double finite(double value) {
    return Double.isInfinite(value) ? Double.NaN : value;
  }

  private static double benefit(Outcomes o) {
    return o.tp() + o.tn() + 2 * o.fp();
  }

  private static Outcomes all(Tally tally, int positive) {
    Outcomes all = Outcomes.NONE;
    for (int group = 0; group < tally.groups(); group++) {
      all = all.plus(tally.of(0, group, positive));
    }
    return all;
  }

  private static double ofRows(Outcomes o, double alpha) {
    return index(new double[] {0, 1, 2}, new double[] {o.fn(), o.tp() + o.tn(), o.fp()}, alpha);
  }

  private static double between(Tally tally, int positive, double alpha) {
    double[] means = new double[tally.groups()];
    double[] weights = new double[tally.groups()];
    for (int group = 0; group < means.length; group++) {
      Outcomes own = tally.of(0, group, positive);
      weights[group] = own.all();
      means[group] = benefit(own) / own.all();
    }
    return index(means, weights, alpha);
  }

  /** Returns the index of values with weights; NaN without weight or with a mean of 0. */
  static double index(double[] values, double[] weights, double alpha) {
    double weight = 0;
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      weight += weights[i];
      sum += weights[i] > 0 ? weights[i] * values[i] : 0;
    }
    double mean = sum / weight;
    if (!(mean > 0)) {
      return Double.NaN;
    }
    double total = 0;
    for (int i = 0; i < values.length; i++) {
      total += weights[i] > 0 ? weights[i] * term(values[i] / mean, alpha) : 0;
    }
    return Math.max(0, total / weight);
  }

  private static double term(double ratio, double alpha) {
    if (alpha == 1) {
      return ratio == 0 ? 0 : ratio * Math.log(ratio);
    }
    if (alpha == 0) {
      return -Math.log(ratio);
    }
    return (Math.pow(ratio, alpha) - 1) / (alpha * (alpha - 1));
  }
}
