package plugins.fairness.internal.metric.score;

import governance.api.evaluate.EvaluationSet;
import java.util.function.IntToDoubleFunction;
import plugins.fairness.internal.metric.Partition;

/** Weighted means of a figure of rows, by group. */
final class Means {
  private Means() {}

  /**
   * Returns the mean of each group, NaN without a row that counts.
   *
   * @param share which part of a row counts, 0 to 1
   */
  static double[] of(
      EvaluationSet set, Partition groups, IntToDoubleFunction value, IntToDoubleFunction share) {
    double[] sums = new double[groups.size()];
    double[] weights = new double[groups.size()];
    groups.forEach(
        set,
        (row, group, weight) -> {
          double counted = group >= 0 ? weight * share.applyAsDouble(row) : 0;
          if (counted > 0) {
            sums[group] += counted * value.applyAsDouble(row);
            weights[group] += counted;
          }
        });
    for (int group = 0; group < sums.length; group++) {
      sums[group] /= weights[group];
    }
    return sums;
  }
}
