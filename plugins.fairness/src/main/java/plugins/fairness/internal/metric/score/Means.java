package plugins.fairness.internal.metric.score;

import governance.api.evaluate.EvaluationSet;
import plugins.fairness.internal.metric.Partition;

/** Weighted means of a figure of rows, by group. */
final class Means {
  private Means() {}

  /**
   * Returns the mean of each group, NaN without a row that counts.
   *
   * @param share which part of each row counts, 0 to 1, or null where all do
   */
  static double[] of(EvaluationSet set, Partition groups, double[] values, double[] share) {
    double[] sums = new double[groups.size()];
    double[] weights = new double[groups.size()];
    groups.forEach(
        set,
        (row, group, weight) -> {
          double counted = share == null ? weight : weight * share[row];
          if (group >= 0 && counted > 0) {
            sums[group] += counted * values[row];
            weights[group] += counted;
          }
        });
    for (int group = 0; group < sums.length; group++) {
      sums[group] /= weights[group];
    }
    return sums;
  }
}
