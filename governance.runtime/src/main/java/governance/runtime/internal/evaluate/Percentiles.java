package governance.runtime.internal.evaluate;

import governance.api.evaluate.Interval;
import java.util.Arrays;

/** The percentile bootstrap (Efron and Tibshirani 1993, chapter 13). */
final class Percentiles {
  /** Fewest replicates in which a figure must be defined, as a share of all. */
  private static final double DEFINED = 0.9;

  private Percentiles() {}

  /**
   * Returns the interval of a figure from its replicates, NaN where it was not defined; null when
   * it was defined too rarely to say anything.
   */
  static Interval of(double[] replicates, double level) {
    double[] defined = Arrays.stream(replicates).filter(Double::isFinite).sorted().toArray();
    if (defined.length < 2 || defined.length < DEFINED * replicates.length) {
      return null;
    }
    double tail = (1 - level) / 2;
    String method = "percentile bootstrap, " + defined.length + " replicates";
    return new Interval(quantile(defined, tail), quantile(defined, 1 - tail), level, method);
  }

  /** Linear between order statistics (Hyndman and Fan 1996, type 7, the default of NumPy). */
  static double quantile(double[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) Math.floor(position);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
