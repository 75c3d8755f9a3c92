package plugins.fairness.internal.text;

import governance.api.evaluate.Interval;
import java.util.Arrays;
import plugins.fairness.internal.Rate;

/**
 * Area under the ROC curve of positive over negative scores, ties counted half, with the interval
 * of DeLong et al. 1988 from the placements of the scores.
 *
 * @param value in [0, 1]; NaN where one side is empty
 * @param n scores on both sides
 * @param interval null where it is not defined
 */
record Auc(double value, long n, Interval interval) {
  /** Compares sorted scores. */
  static Auc of(double[] positive, double[] negative) {
    int n = positive.length + negative.length;
    if (positive.length == 0 || negative.length == 0) {
      return new Auc(Double.NaN, n, null);
    }
    double[] above = placements(positive, negative);
    double[] below = placements(negative, positive);
    double value = Arrays.stream(above).average().orElseThrow();
    double variance = variance(above) / above.length + variance(below) / below.length;
    double half = Rate.Z95 * Math.sqrt(variance);
    Interval interval =
        positive.length < 2 || negative.length < 2
            ? null
            : new Interval(
                Math.max(0, value - half), Math.min(1, value + half), Shares.LEVEL, "DeLong");
    return new Auc(value, n, interval);
  }

  /** For each of the scores the share of the others below it, ties counted half. */
  private static double[] placements(double[] scores, double[] others) {
    double[] found = new double[scores.length];
    int below = 0;
    int upTo = 0;
    for (int i = 0; i < scores.length; i++) {
      while (below < others.length && others[below] < scores[i]) {
        below++;
      }
      while (upTo < others.length && others[upTo] <= scores[i]) {
        upTo++;
      }
      found[i] = (below + upTo) / 2.0 / others.length;
    }
    return found;
  }

  private static double variance(double[] values) {
    if (values.length < 2) {
      return 0;
    }
    double mean = Arrays.stream(values).average().orElseThrow();
    return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1);
  }
}
