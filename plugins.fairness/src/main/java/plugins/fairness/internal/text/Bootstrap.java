package plugins.fairness.internal.text;

import governance.api.evaluate.Interval;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Percentile bootstrap over units of a suite, such as pairs or templates: what belongs together is
 * drawn together. The draws depend on the number of units alone.
 */
final class Bootstrap {
  private static final int REPLICATES = 1000;
  private static final double DEFINED = 0.9;

  private Bootstrap() {}

  /**
   * Returns an interval for each figure, null where it is not defined.
   *
   * @param units how many there are
   * @param what what a unit is, for readers
   * @param figures figures by how often each unit was drawn; all 1 gives those of the suite
   */
  static Interval[] of(int units, String what, Function<double[], double[]> figures) {
    double[] values = figures.apply(once(units));
    double[][] drawn = new double[values.length][REPLICATES];
    SplittableRandom random = new SplittableRandom(units);
    for (int r = 0; r < REPLICATES; r++) {
      double[] counts = new double[units];
      for (int i = 0; i < units; i++) {
        counts[random.nextInt(units)]++;
      }
      double[] found = figures.apply(counts);
      for (int f = 0; f < found.length; f++) {
        drawn[f][r] = found[f];
      }
    }
    String method = "percentile bootstrap over " + what + ", " + REPLICATES + " replicates";
    return IntStream.range(0, values.length)
        .mapToObj(f -> units < 2 ? null : interval(values[f], drawn[f], method))
        .toArray(Interval[]::new);
  }

  private static Interval interval(double value, double[] drawn, String method) {
    double[] sorted = Arrays.stream(drawn).filter(Double::isFinite).sorted().toArray();
    if (!Double.isFinite(value) || sorted.length < DEFINED * drawn.length) {
      return null;
    }
    double tail = (1 - Shares.LEVEL) / 2;
    double low = sorted[(int) Math.floor(tail * (sorted.length - 1))];
    double high = sorted[(int) Math.ceil((1 - tail) * (sorted.length - 1))];
    boolean outside = value < low || value > high;
    return new Interval(
        Math.min(low, value),
        Math.max(high, value),
        Shares.LEVEL,
        outside ? method + ", extended to the point value" : method);
  }

  /** Returns the counts of the suite itself. */
  static double[] once(int units) {
    double[] once = new double[units];
    Arrays.fill(once, 1);
    return once;
  }

  /** Returns the means of several rows of values. */
  static double[] means(double[][] values, double[] counts) {
    return Arrays.stream(values).mapToDouble(row -> mean(row, counts)).toArray();
  }

  /** Returns the mean of values by how often each was drawn; NaN where nothing was. */
  static double mean(double[] values, double[] counts) {
    double sum = 0;
    double n = 0;
    for (int i = 0; i < values.length; i++) {
      sum += counts[i] * values[i];
      n += counts[i];
    }
    return n == 0 ? Double.NaN : sum / n;
  }
}
