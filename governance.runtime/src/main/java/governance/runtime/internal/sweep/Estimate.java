package governance.runtime.internal.sweep;

import governance.api.evaluate.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A figure over the runs of a point.
 *
 * @param value the mean over seeds
 * @param interval of the mean, or null where there is none
 * @param runs how many runs
 */
record Estimate(double value, Interval interval, int runs) {
  /** Returns the mean over seeds with its t interval; of a single run its own interval. */
  static Estimate of(List<RunFigure> figures, double level) {
    if (figures.size() == 1) {
      return new Estimate(figures.get(0).value(), figures.get(0).interval(), 1);
    }
    return of(figures.stream().mapToDouble(RunFigure::value).toArray(), level);
  }

  /** Returns the mean of at least two values with its t interval. */
  static Estimate of(double[] values, double level) {
    int n = values.length;
    double mean = Arrays.stream(values).average().orElse(Double.NaN);
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    double error = Math.sqrt(squares / (n - 1) / n);
    double reach = StudentT.twoSided(level, n - 1) * error;
    String method = String.format(Locale.ROOT, "t interval over %d seeds", n);
    return new Estimate(mean, new Interval(mean - reach, mean + reach, level, method), n);
  }
}
