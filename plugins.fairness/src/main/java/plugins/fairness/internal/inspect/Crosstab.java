package plugins.fairness.internal.inspect;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * How often each pair of values of two variables occurs.
 *
 * @param counts by value of the first, then of the second
 */
record Crosstab(long[][] counts) {
  private static final double FEW = 5;
  private static final double FEW_SHARE = 0.2;

  /** Counts rows whose values are both known (at least 0). */
  static Crosstab of(Categories first, Categories second) {
    long[][] counts = new long[first.size()][second.size()];
    for (int row = 0; row < first.codes().length; row++) {
      int a = first.codes()[row];
      int b = second.codes()[row];
      if (a >= 0 && b >= 0) {
        counts[a][b]++;
      }
    }
    return new Crosstab(counts);
  }

  long n() {
    return Arrays.stream(rows()).sum();
  }

  long[] rows() {
    return Arrays.stream(counts).mapToLong(row -> Arrays.stream(row).sum()).toArray();
  }

  long[] columns() {
    int width = counts.length == 0 ? 0 : counts[0].length;
    return IntStream.range(0, width)
        .mapToLong(c -> Arrays.stream(counts).mapToLong(row -> row[c]).sum())
        .toArray();
  }

  private static long present(long[] margin) {
    return Arrays.stream(margin).filter(m -> m > 0).count();
  }

  /** Returns the degrees of freedom over rows and columns that are not empty. */
  long freedom() {
    return Math.max(0, (present(rows()) - 1) * (present(columns()) - 1));
  }

  /** Returns Pearson's chi-square statistic of independence, without continuity correction. */
  double chiSquare() {
    long[] rows = rows();
    long[] columns = columns();
    double n = n();
    double sum = 0;
    for (int a = 0; a < rows.length; a++) {
      for (int b = 0; b < columns.length; b++) {
        double expected = rows[a] * (columns[b] / n);
        if (expected > 0) {
          sum += (counts[a][b] - expected) * (counts[a][b] - expected) / expected;
        }
      }
    }
    return sum;
  }

  /**
   * Returns the probability of a dependence as strong by chance; NaN where one of the variables has
   * one value only. By the chi-square distribution, or where more than a fifth of the expected
   * counts are below 5 (Cochran's rule) by random tables with the same margins.
   *
   * @param tables how many random tables
   */
  double p(int tables, long seed) {
    if (freedom() == 0) {
      return Double.NaN;
    }
    return sparse() && tables > 0
        ? permuted(tables, seed)
        : Chance.chiSquare(chiSquare(), freedom());
  }

  private boolean sparse() {
    long[] rows = rows();
    long[] columns = columns();
    double n = n();
    long few = 0;
    for (long row : rows) {
      for (long column : columns) {
        few += row > 0 && column > 0 && row * (column / n) < FEW ? 1 : 0;
      }
    }
    return few > FEW_SHARE * present(rows) * present(columns);
  }

  /** The order of rows plays no part: the margins alone are drawn from. */
  private double permuted(int tables, long seed) {
    int[] first = expanded(rows());
    int[] second = expanded(columns());
    double seen = chiSquare() * (1 - 1e-12);
    Random random = new Random(seed);
    int atLeast = 1;
    long[][] drawn = new long[counts.length][columns().length];
    for (int t = 0; t < tables; t++) {
      for (int i = second.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int kept = second[i];
        second[i] = second[j];
        second[j] = kept;
      }
      Arrays.stream(drawn).forEach(row -> Arrays.fill(row, 0));
      for (int i = 0; i < first.length; i++) {
        drawn[first[i]][second[i]]++;
      }
      atLeast += new Crosstab(drawn).chiSquare() >= seen ? 1 : 0;
    }
    return atLeast / (tables + 1.0);
  }

  private static int[] expanded(long[] margin) {
    return IntStream.range(0, margin.length)
        .flatMap(value -> IntStream.range(0, (int) margin[value]).map(i -> value))
        .toArray();
  }

  /** Returns Cramér's V, in [0, 1]: the strength of the dependence; NaN without freedom. */
  double cramersV() {
    long least = Math.min(present(rows()), present(columns())) - 1;
    return least < 1 ? Double.NaN : Math.sqrt(chiSquare() / (n() * (double) least));
  }
}
