package governance.engine.internal.start;

/** Eigenvalues and eigenvectors of a small symmetric matrix by cyclic Jacobi rotations. */
final class Jacobi {
  private static final int SWEEPS = 60;

  private final double[][] a;
  private final double[][] vectors;

  /** Decomposes a matrix, which is overwritten. */
  Jacobi(Dense symmetric) {
    int n = symmetric.columns();
    a = new double[n][];
    vectors = new double[n][n];
    for (int i = 0; i < n; i++) {
      a[i] = symmetric.row(i);
      vectors[i][i] = 1;
    }
    double whole = 0;
    for (int i = 0; i < n; i++) {
      whole += Math.abs(a[i][i]);
    }
    for (int sweep = 0; sweep < SWEEPS && outside() > 1e-14 * whole; sweep++) {
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          rotate(p, q);
        }
      }
    }
  }

  private double outside() {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < i; j++) {
        sum += Math.abs(a[i][j]);
      }
    }
    return sum;
  }

  private void rotate(int p, int q) {
    if (a[p][q] == 0) {
      return;
    }
    double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
    double c = 1 / Math.sqrt(t * t + 1);
    double s = t * c;
    for (int k = 0; k < a.length; k++) {
      double kp = a[k][p];
      double kq = a[k][q];
      a[k][p] = c * kp - s * kq;
      a[k][q] = s * kp + c * kq;
    }
    for (int k = 0; k < a.length; k++) {
      double pk = a[p][k];
      double qk = a[q][k];
      a[p][k] = c * pk - s * qk;
      a[q][k] = s * pk + c * qk;
      double vp = vectors[k][p];
      double vq = vectors[k][q];
      vectors[k][p] = c * vp - s * vq;
      vectors[k][q] = s * vp + c * vq;
    }
  }

  double value(int index) {
    return a[index][index];
  }

  /** Returns one component of an eigenvector. */
  double vector(int index, int component) {
    return vectors[component][index];
  }
}
