package governance.runtime.internal.evaluate;

import governance.api.evaluate.Interval;
import java.util.Arrays;

/** The percentile bootstrap (Efron and Tibshirani 1993, chapter 13). */
public final class Percentiles {
  /** Fewest replicates in which a figure must be defined, as a share of all. */
  private static final double DEFINED = 0.9;

  private Percentiles() {}

  /**
   * Returns the interval of a figure; null when it was defined too rarely to say anything. A figure
   * that cannot be negative, such as the greatest difference between groups, is greater in most
   * replicates than in the data when it is near 0; the interval is then extended to the figure
   * itself, and says so.
   *
   * @param value the figure
   * @param replicates the figure in each replicate, NaN where it was not defined
   * @param level confidence level in (0, 1)
   */
  public static Interval of(double value, double[] replicates, double level) {
    double[] defined = Arrays.stream(replicates).filter(Double::isFinite).toArray();
    if (defined.length < 2 || defined.length < DEFINED * replicates.length) {
      return null;
    }
    double tail = (1 - level) / 2;
    double low = chosen(defined, tail);
    double high = chosen(defined, 1 - tail);
    String method = "percentile bootstrap, " + defined.length + " replicates";
    if (low == high && low == value) {
      // no width is no certainty: rows that do not differ, or sizes that strata keep, cannot vary
      return new Interval(low, high, level, method + ", all alike, which is no certainty");
    }
    return value < low || value > high
        ? new Interval(
            Math.min(low, value),
            Math.max(high, value),
            level,
            method + ", extended to the point value")
        : new Interval(low, high, level, method);
  }

  /** Returns the same as {@link #quantile} of the sorted values; leaves them in another order. */
  private static double chosen(double[] values, double share) {
    double position = share * (values.length - 1);
    int at = (int) Math.floor(position);
    select(values, at);
    double above = values[at];
    if (at + 1 < values.length) {
      above = Double.POSITIVE_INFINITY;
      for (int i = at + 1; i < values.length; i++) {
        above = Math.min(above, values[i]);
      }
    }
    return values[at] + (position - at) * (above - values[at]);
  }

  /** Puts the value of a rank into its place, with none above it before (Hoare 1961, FIND). */
  private static void select(double[] values, int rank) {
    int low = 0;
    int high = values.length - 1;
    while (low < high) {
      double pivot = values[(low + high) >>> 1];
      int left = low;
      int right = high;
      while (left <= right) {
        while (values[left] < pivot) {
          left++;
        }
        while (values[right] > pivot) {
          right--;
        }
        if (left <= right) {
          double kept = values[left];
          values[left++] = values[right];
          values[right--] = kept;
        }
      }
      if (rank <= right) {
        high = right;
      } else if (rank >= left) {
        low = left;
      } else {
        return;
      }
    }
  }

  /** Linear between order statistics (Hyndman and Fan 1996, type 7, the default of NumPy). */
  static double quantile(double[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) Math.floor(position);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
