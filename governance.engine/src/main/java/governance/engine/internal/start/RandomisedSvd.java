package governance.engine.internal.start;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;

/**
 * The greatest singular values of a sparse matrix with their left vectors (Halko, Martinsson and
 * Tropp 2011, algorithms 4.4 and 5.1): a random range finder with power iterations.
 *
 * @param left left singular vectors, [V, rank]
 * @param values singular values, descending
 */
record RandomisedSvd(Dense left, double[] values) {
  private static final int OVERSAMPLING = 10;
  private static final int ITERATIONS = 4;

  /** Decomposes; a rank above that of the matrix gives values of 0 and vectors of 0. */
  static RandomisedSvd of(Association matrix, int rank, long seed) {
    int width = Math.min(rank + OVERSAMPLING, matrix.size());
    SplittableRandom random = new SplittableRandom(seed);
    Dense range = matrix.times(Dense.normal(matrix.size(), width, random)).orthonormal();
    for (int i = 0; i < ITERATIONS; i++) {
      range = matrix.times(matrix.transposedTimes(range).orthonormal()).orthonormal();
    }
    Jacobi inner = new Jacobi(matrix.transposedTimes(range).gram());
    Integer[] order = new Integer[width];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> -inner.value(i)));
    Dense turn = new Dense(width, rank);
    double[] values = new double[rank];
    for (int j = 0; j < Math.min(rank, width); j++) {
      values[j] = Math.sqrt(Math.max(0, inner.value(order[j])));
      for (int i = 0; i < width && values[j] > 0; i++) {
        turn.row(i)[j] = inner.vector(order[j], i);
      }
    }
    return new RandomisedSvd(range.times(turn), values);
  }
}
