package plugins.fairness.internal.transform;

import java.util.Arrays;
import java.util.Collection;

/** The empirical distribution of some numbers, at least one. */
final class Distribution {
  private final double[] sorted;
  private final double[] distinct;

  Distribution(Collection<Double> values) {
    this.sorted = values.stream().mapToDouble(v -> v).sorted().toArray();
    this.distinct = Arrays.stream(sorted).distinct().toArray();
  }

  /** Returns the share of values below, and half of the share of equal ones. */
  double quantile(double value) {
    int below = firstAtLeast(sorted, value);
    int notAbove = firstAtLeast(sorted, Math.nextUp(value));
    return (below + notAbove) / 2.0 / sorted.length;
  }

  /** Returns the value at a quantile. */
  double at(double quantile) {
    int index = (int) Math.floor(quantile * sorted.length);
    return sorted[Math.max(0, Math.min(sorted.length - 1, index))];
  }

  /** Returns the number of different values below. */
  long rank(double value) {
    return Math.min(distinct.length - 1, firstAtLeast(distinct, value));
  }

  /** Returns one of the different values by its rank. */
  double distinct(long rank) {
    return distinct[(int) rank];
  }

  /** Returns size, least, quartiles and greatest value. */
  String quartiles() {
    return sorted.length
        + " values, quartiles "
        + Arrays.toString(new double[] {at(0), at(0.25), at(0.5), at(0.75), at(1)});
  }

  private static int firstAtLeast(double[] values, double value) {
    int low = 0;
    int high = values.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (values[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
