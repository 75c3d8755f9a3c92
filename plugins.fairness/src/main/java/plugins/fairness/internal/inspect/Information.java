package plugins.fairness.internal.inspect;

import java.util.Arrays;

/**
 * Mutual information of two variables in nats, and what of it is expected by chance under random
 * tables with the same margins (Vinh, Epps and Bailey 2010, equation 24a).
 */
final class Information {
  private final Crosstab table;
  private final long[] rows;
  private final long[] columns;
  private final long n;

  Information(Crosstab table) {
    this.table = table;
    this.rows = table.rows();
    this.columns = table.columns();
    this.n = table.n();
  }

  /** Returns the mutual information, at least 0; 0 without rows. */
  double mutual() {
    double sum = 0;
    for (int a = 0; a < rows.length; a++) {
      for (int b = 0; b < columns.length; b++) {
        double both = table.counts()[a][b];
        if (both > 0) {
          sum += both / n * Math.log(both * n / ((double) rows[a] * columns[b]));
        }
      }
    }
    return Math.max(0, sum);
  }

  /** Returns the entropy of the second variable. */
  double entropy() {
    return Arrays.stream(columns)
        .filter(c -> c > 0)
        .mapToDouble(c -> -(double) c / n * Math.log((double) c / n))
        .sum();
  }

  /**
   * Returns the share of the second variable's entropy that the first tells, in [0, 1], corrected
   * for chance: (I − E) / (H − E), at least 0. NaN where the second has one value only.
   */
  double told() {
    double entropy = entropy();
    if (!(entropy > 0)) {
      return Double.NaN;
    }
    double expected = expected();
    double room = entropy - expected;
    // Where chance alone tells everything, such as a value of its own for each row, nothing is
    // told.
    return room <= 1e-12 ? 0 : Math.max(0, (mutual() - expected) / room);
  }

  /** Returns the mutual information that is expected by chance. */
  double expected() {
    double[] logs = new double[(int) Math.min(n + 2, Integer.MAX_VALUE - 8)];
    for (int i = 2; i < logs.length; i++) {
      logs[i] = logs[i - 1] + Math.log(i);
    }
    double sum = 0;
    for (long row : rows) {
      for (long column : columns) {
        sum += row == 0 || column == 0 ? 0 : expected((int) row, (int) column, logs);
      }
    }
    return sum;
  }

  /** What one cell adds: over its possible counts, by the hypergeometric distribution. */
  private double expected(int a, int b, double[] logs) {
    int all = (int) n;
    int first = Math.max(1, a + b - all);
    int last = Math.min(a, b);
    double fixed = logs[a] + logs[b] + logs[all - a] + logs[all - b] - logs[all];
    double sum = 0;
    for (int both = first; both <= last; both++) {
      double log = fixed - logs[both] - logs[a - both] - logs[b - both] - logs[all - a - b + both];
      double weight = Math.exp(log);
      sum += weight * both / all * Math.log((double) all * both / ((double) a * b));
    }
    return sum;
  }
}
