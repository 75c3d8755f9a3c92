package plugins.privacy.internal.accounting;

/**
 * The scaled complementary error function, e^(x²)·erfc(x) for x ≥ 0, to about 15 digits.
 *
 * <p>Nodes of a table come from the power series of erf below 2 and from Laplace's continued
 * fraction above (Abramowitz and Stegun 7.1.6, 7.1.14); between them runs the Taylor series that
 * follows from y' = 2xy − 2/√π.
 */
final class ScaledErfc {
  private static final double TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);
  private static final int PER_UNIT = 8;
  private static final int LARGEST = 28;
  private static final int TERMS = 14;
  private static final double[][] TAYLOR = table();

  private ScaledErfc() {}

  static double of(double x) {
    if (x >= LARGEST) {
      return fraction(x);
    }
    int node = (int) Math.rint(x * PER_UNIT);
    double step = x - (double) node / PER_UNIT;
    double[] c = TAYLOR[node];
    double sum = c[TERMS - 1];
    for (int n = TERMS - 2; n >= 0; n--) {
      sum = sum * step + c[n];
    }
    return sum;
  }

  private static double[][] table() {
    double[][] table = new double[LARGEST * PER_UNIT + 1][TERMS];
    for (int node = 0; node < table.length; node++) {
      double x = (double) node / PER_UNIT;
      double[] c = table[node];
      c[0] = x < 2 ? series(x) : fraction(x);
      c[1] = 2 * x * c[0] - TWO_OVER_ROOT_PI;
      for (int n = 1; n + 1 < TERMS; n++) {
        c[n + 1] = 2 * (x * c[n] + c[n - 1]) / (n + 1);
      }
    }
    return table;
  }

  private static double series(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; term > 1e-18 * sum; n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return Math.exp(x * x) - TWO_OVER_ROOT_PI * sum;
  }

  /** The fraction 1/(x + (1/2)/(x + 1/(x + (3/2)/(x + …)))) / √π, evaluated from its far end. */
  private static double fraction(double x) {
    double tail = x;
    for (int n = x < 4 ? 160 : 40; n > 0; n--) {
      tail = x + n / 2.0 / tail;
    }
    return 1 / (tail * Math.sqrt(Math.PI));
  }
}
