package plugins.fairness.internal;

import governance.api.evaluate.Interval;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Area under the ROC curve of positive over negative scores, ties counted half, with its standard
 * error by DeLong, DeLong and Clarke-Pearson 1988, from the placements of the scores.
 *
 * @param value in [0, 1]; NaN where one side is empty
 * @param positives scores on one side
 * @param negatives scores on the other
 * @param error standard error; a side with one score adds nothing to it
 */
public record Auc(double value, int positives, int negatives, double error) {
  private static final double LEVEL = 0.95;

  /** Compares sorted scores. */
  public static Auc of(double[] positive, double[] negative) {
    if (positive.length == 0 || negative.length == 0) {
      return new Auc(Double.NaN, positive.length, negative.length, Double.NaN);
    }
    double[] above = placements(positive, negative);
    double[] below = placements(negative, positive);
    double value = Arrays.stream(above).average().orElseThrow();
    double variance = variance(above) / above.length + variance(below) / below.length;
    return new Auc(value, positive.length, negative.length, Math.sqrt(variance));
  }

  /** Compares the scores of rows that are and are not positive, in any order. */
  public static Auc of(double[] scores, boolean[] positive) {
    return of(side(scores, positive, true), side(scores, positive, false));
  }

  private static double[] side(double[] scores, boolean[] positive, boolean wanted) {
    return IntStream.range(0, scores.length)
        .filter(i -> positive[i] == wanted)
        .mapToDouble(i -> scores[i])
        .sorted()
        .toArray();
  }

  /** Returns the number of scores on both sides. */
  public int n() {
    return positives + negatives;
  }

  /** Returns the lower end of the 95 % interval. */
  public double low() {
    return Math.max(0, value - Rate.Z95 * error);
  }

  /** Returns the upper end of the 95 % interval. */
  public double high() {
    return Math.min(1, value + Rate.Z95 * error);
  }

  /** Returns the interval; null where a side has fewer than two scores. */
  public Interval interval() {
    return Math.min(positives, negatives) < 2 ? null : new Interval(low(), high(), LEVEL, "DeLong");
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
    double mean = Arrays.stream(values).average().orElse(0);
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return squares / Math.max(1, values.length - 1);
  }
}
