package plugins.privacy.internal.summary;

import governance.api.privacy.SummaryColumn;
import java.util.Arrays;
import java.util.List;
import plugins.privacy.internal.mechanism.ExactSampler;
import plugins.privacy.internal.mechanism.ExponentialMechanism;
import plugins.privacy.internal.mechanism.Noise;

/**
 * Sum, mean and median of a column's numbers. Values are clamped to the range and put on a grid of
 * 2^20 parts around its middle, so that sums are whole numbers to which a row contributes at most
 * 2^19.
 */
final class Numbers {
  private static final long HALF = 1 << 19;

  /** Parts of the range that a median is chosen from. */
  private static final int PARTS = 1000;

  private final SummaryColumn column;
  private final double[] present;

  Numbers(SummaryColumn column, List<?> values) {
    this.column = column;
    this.present =
        values.stream()
            .mapToDouble(Numbers::of)
            .filter(v -> !Double.isNaN(v))
            .map(v -> Math.min(column.upper(), Math.max(column.lower(), v)))
            .sorted()
            .toArray();
  }

  /** Returns a value as a number; NaN for what is none, as for what is missing. */
  static double of(Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    try {
      return value == null ? Double.NaN : Double.parseDouble(value.toString().strip());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** What is published of a mean. */
  record Mean(double value, double least, double most) {}

  /**
   * Releases a sum and a number of rows, and the mean that follows from them; each interval may
   * fail half as often as that of the mean.
   */
  Mean mean(Budget budget, double alpha, ExactSampler sampler) {
    long sum = 0;
    for (double value : present) {
      sum += Math.round((value - middle()) / grain());
    }
    Noise noise = budget.noise(HALF);
    Released total = Released.of(sum, noise, alpha / 2, sampler);
    Released rows = Released.of(present.length, budget.noise(1), alpha / 2, sampler);
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double t : new double[] {total.value() - total.half(), total.value() + total.half()}) {
      for (long n : new long[] {Math.max(1, rows.least()), Math.max(1, rows.most())}) {
        least = Math.min(least, t / n);
        most = Math.max(most, t / n);
      }
    }
    // putting values on the grid moves each by half a grain at most
    return new Mean(
        back(total.value() / Math.max(1, rows.count())), back(least - 0.5), back(most + 0.5));
  }

  private double middle() {
    return (column.lower() + column.upper()) / 2;
  }

  private double grain() {
    return (column.upper() - column.lower()) / (2 * HALF);
  }

  private double back(double grains) {
    return Math.min(column.upper(), Math.max(column.lower(), middle() + grains * grain()));
  }

  /**
   * Chooses a median: the utility of a place is −|rows below − rows above|, which a row changes by
   * at most 1 (Smith 2011, doi 10.1145/1993636.1993743).
   */
  double median(Budget budget, ExactSampler sampler) {
    long[] utilities = new long[PARTS + 1];
    for (int part = 0; part <= PARTS; part++) {
      double place = place(part);
      utilities[part] = -Math.abs(below(place) - (present.length - below(Math.nextUp(place))));
    }
    return place(new ExponentialMechanism(budget.choice(), 1).choose(utilities, sampler));
  }

  private double place(int part) {
    return column.lower() + (column.upper() - column.lower()) * part / PARTS;
  }

  private int below(double place) {
    int at = Arrays.binarySearch(present, place);
    if (at < 0) {
      return -at - 1;
    }
    while (at > 0 && present[at - 1] == place) {
      at--;
    }
    return at;
  }
}
