package plugins.domain.finance.internal.opinion;

/** The upper tail of the normal distribution. */
final class Normal {
  /** From here on the continued fraction converges fast; below it the series does. */
  private static final double BORDER = 2.5;

  private static final int TERMS = 120;

  private Normal() {}

  /** Returns P(Z ≥ z), with a relative error below 1e-10 for z up to 30. */
  static double upperTail(double z) {
    if (z < 0) {
      return 1 - upperTail(-z);
    }
    double x = z / Math.sqrt(2);
    return x < BORDER ? 0.5 * (1 - series(x)) : 0.5 * fraction(x);
  }

  /** The error function: Abramowitz and Stegun 1964, 7.1.6, a sum of positive terms. */
  private static double series(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; n < TERMS; n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
  }

  /** Its complement: Abramowitz and Stegun 1964, 7.1.14. */
  private static double fraction(double x) {
    double tail = x;
    for (int n = TERMS; n > 0; n--) {
      tail = x + n / 2.0 / tail;
    }
    return Math.exp(-x * x) / Math.sqrt(Math.PI) / tail;
  }
}
