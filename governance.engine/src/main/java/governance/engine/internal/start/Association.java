package governance.engine.internal.start;

import java.util.Arrays;

/**
 * Positive pointwise mutual information of word pieces, a sparse matrix [V, V]: max(0, ln(n(i, j) /
 * (n(i) p(j)))), where p(j) is proportional to n(j)^0.75 (Levy, Goldberg and Dagan 2015, context
 * distribution smoothing).
 */
final class Association {
  private static final double SMOOTHING = 0.75;

  private final int size;
  private final int[] starts;
  private final int[] columns;
  private final float[] values;

  private Association(int size, int[] starts, int[] columns, float[] values) {
    this.size = size;
    this.starts = starts;
    this.columns = columns;
    this.values = values;
  }

  /** Computes the matrix for a vocabulary. */
  static Association of(PairCounts pairs, int size) {
    double[] sums = new double[size];
    pairs.forEach((i, j, n) -> sums[i] += n);
    double[] context = Arrays.stream(sums).map(s -> Math.pow(s, SMOOTHING)).toArray();
    double all = Arrays.stream(context).sum();
    int[] starts = new int[size + 1];
    pairs.forEach((i, j, n) -> starts[i + 1] += n * all > sums[i] * context[j] ? 1 : 0);
    for (int i = 0; i < size; i++) {
      starts[i + 1] += starts[i];
    }
    int[] next = Arrays.copyOf(starts, size);
    int[] columns = new int[starts[size]];
    float[] values = new float[columns.length];
    pairs.forEach(
        (i, j, n) -> {
          if (n * all > sums[i] * context[j]) {
            columns[next[i]] = j;
            values[next[i]++] = (float) Math.log(n * all / (sums[i] * context[j]));
          }
        });
    return new Association(size, starts, columns, values);
  }

  int size() {
    return size;
  }

  /** Returns the product with a dense matrix. */
  Dense times(Dense x) {
    Dense y = new Dense(size, x.columns());
    for (int i = 0; i < size; i++) {
      for (int at = starts[i]; at < starts[i + 1]; at++) {
        y.addRow(i, values[at], x, columns[at]);
      }
    }
    return y;
  }

  /** Returns the product of the transposed matrix with a dense one. */
  Dense transposedTimes(Dense x) {
    Dense y = new Dense(size, x.columns());
    for (int i = 0; i < size; i++) {
      for (int at = starts[i]; at < starts[i + 1]; at++) {
        y.addRow(columns[at], values[at], x, i);
      }
    }
    return y;
  }

  /** Returns one value, for tests. */
  double value(int row, int column) {
    for (int at = starts[row]; at < starts[row + 1]; at++) {
      if (columns[at] == column) {
        return values[at];
      }
    }
    return 0;
  }
}
