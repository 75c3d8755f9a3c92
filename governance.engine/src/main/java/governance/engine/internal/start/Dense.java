package governance.engine.internal.start;

import java.util.SplittableRandom;

/** A dense matrix by rows. */
final class Dense {
  private final int columns;
  private final double[][] rows;

  Dense(int rows, int columns) {
    this.columns = columns;
    this.rows = new double[rows][columns];
  }

  /** A matrix of independent standard normal numbers. */
  static Dense normal(int rows, int columns, SplittableRandom random) {
    Dense dense = new Dense(rows, columns);
    for (double[] row : dense.rows) {
      for (int j = 0; j < columns; j++) {
        row[j] = random.nextGaussian();
      }
    }
    return dense;
  }

  int columns() {
    return columns;
  }

  double[] row(int index) {
    return rows[index];
  }

  /** Adds a multiple of a row of another matrix of the same width. */
  void addRow(int index, double factor, Dense other, int from) {
    double[] to = rows[index];
    double[] source = other.rows[from];
    for (int j = 0; j < columns; j++) {
      to[j] += factor * source[j];
    }
  }

  /** Returns the product with a matrix. */
  Dense times(Dense other) {
    Dense product = new Dense(rows.length, other.columns);
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < columns; k++) {
        product.addRow(i, rows[i][k], other, k);
      }
    }
    return product;
  }

  /** Returns the product of the transposed matrix with itself. */
  Dense gram() {
    Dense gram = new Dense(columns, columns);
    for (double[] row : rows) {
      for (int a = 0; a < columns; a++) {
        for (int b = 0; b < columns; b++) {
          gram.rows[a][b] += row[a] * row[b];
        }
      }
    }
    return gram;
  }

  /**
   * Makes the columns orthonormal (modified Gram-Schmidt, by rows for the cache). A column that
   * depends on those before becomes 0.
   */
  Dense orthonormal() {
    double[] before = norms();
    for (int j = 0; j < columns; j++) {
      double length = 0;
      for (double[] row : rows) {
        length += row[j] * row[j];
      }
      length = Math.sqrt(length);
      double scale = length > 1e-10 * before[j] && length > 0 ? 1 / length : 0;
      double[] dots = new double[columns];
      for (double[] row : rows) {
        row[j] *= scale;
        for (int k = j + 1; k < columns; k++) {
          dots[k] += row[j] * row[k];
        }
      }
      for (double[] row : rows) {
        for (int k = j + 1; k < columns; k++) {
          row[k] -= dots[k] * row[j];
        }
      }
    }
    return this;
  }

  private double[] norms() {
    double[] norms = new double[columns];
    for (double[] row : rows) {
      for (int j = 0; j < columns; j++) {
        norms[j] += row[j] * row[j];
      }
    }
    for (int j = 0; j < columns; j++) {
      norms[j] = Math.sqrt(norms[j]);
    }
    return norms;
  }
}
