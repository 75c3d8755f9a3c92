package plugins.fairness.internal.metric.individual;

import governance.api.GovernanceException;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.Part;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import plugins.fairness.internal.metric.Comparison;
import plugins.fairness.internal.metric.GroupGap;
import plugins.fairness.internal.metric.GroupGap.Asked;
import plugins.fairness.internal.metric.Partition;

/** Mean losses of groups. */
final class Losses {
  private Losses() {}

  /** Compares what mistakes cost on average. */
  static MetricResult cost(EvaluationSet set, CostConfig config) {
    double[] costs = new double[set.classes().size()];
    Arrays.fill(costs, 1);
    for (String entry : config.costs()) {
      put(costs, set.classes(), entry);
    }
    Asked asked =
        new Asked(config.columns(), config.privileged(), config.intersect(), config.smallGroup());
    return GroupGap.evaluate(
        set,
        asked,
        "expected cost",
        Comparison.DIFFERENCE,
        (groups, more) ->
            means(
                set,
                groups,
                row -> {
                  int label = set.labels()[row];
                  return label == set.predictions()[row] ? 0 : costs[label];
                }));
  }

  private static void put(double[] costs, List<String> classes, String entry) {
    int end = entry.lastIndexOf('=');
    int of = end < 0 ? -1 : classes.indexOf(entry.substring(0, end));
    double cost = -1;
    try {
      cost = of < 0 ? -1 : Double.parseDouble(entry.substring(end + 1));
    } catch (NumberFormatException e) {
      cost = -1;
    }
    if (!(cost >= 0 && Double.isFinite(cost))) {
      throw GovernanceException.spec(
          "setting costs",
          "got " + entry,
          "class=cost with one of the classes " + classes + " and a cost of at least 0",
          "Correct the entry");
    }
    costs[of] = cost;
  }

  /** Compares how far predicted values are off. */
  static MetricResult absolute(EvaluationSet set, LossConfig config) {
    double[] values = new double[set.classes().size()];
    for (int c = 0; c < values.length; c++) {
      try {
        values[c] = Double.parseDouble(set.classes().get(c));
      } catch (NumberFormatException e) {
        return MetricResult.undefined(
            Comparison.DIFFERENCE.direction(),
            "class " + set.classes().get(c) + " is no number, so there is no error to measure");
      }
    }
    IntToDoubleFunction error = row -> values[set.predictions()[row]] - values[set.labels()[row]];
    Asked asked =
        new Asked(config.columns(), config.privileged(), config.intersect(), config.smallGroup());
    return GroupGap.evaluate(
        set,
        asked,
        "mean absolute error",
        Comparison.DIFFERENCE,
        (groups, more) -> {
          if (more != null) {
            addErrors(set, groups, error, more);
          }
          return means(set, groups, row -> Math.abs(error.applyAsDouble(row)));
        });
  }

  private static void addErrors(
      EvaluationSet set, Partition groups, IntToDoubleFunction error, List<Part> more) {
    double[] mean = means(set, groups, error);
    double[] square = means(set, groups, row -> Math.pow(error.applyAsDouble(row), 2));
    for (int group = 0; group < mean.length; group++) {
      String name = groups.named(group);
      more.add(Part.of(name + " mean error (predicted - true)", mean[group]));
      more.add(Part.of(name + " root mean squared error", Math.sqrt(square[group])));
    }
  }

  private static double[] means(EvaluationSet set, Partition groups, IntToDoubleFunction value) {
    double[] sums = new double[groups.size()];
    double[] weights = new double[groups.size()];
    groups.forEach(
        set,
        (row, group, weight) -> {
          if (group >= 0) {
            sums[group] += weight * value.applyAsDouble(row);
            weights[group] += weight;
          }
        });
    for (int group = 0; group < sums.length; group++) {
      sums[group] /= weights[group];
    }
    return sums;
  }
}
