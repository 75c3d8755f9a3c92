package plugins.privacy.internal.attack;

/** The regularised incomplete beta function, from which binomial tails and quantiles follow. */
final class IncompleteBeta {
  private static final double TINY = 1e-300;
  private static final int MOST_TERMS = 20_000;

  private IncompleteBeta() {}

  /**
   * Returns I_x(a, b), by Lentz's method on the continued fraction (DLMF 8.17.22).
   *
   * @param x in [0, 1]
   * @param a above 0
   * @param b above 0
   */
  static double of(double x, double a, double b) {
    if (x <= 0 || x >= 1) {
      return x <= 0 ? 0 : 1;
    }
    boolean upper = x > (a + 1) / (a + b + 2);
    double value = upper ? fraction(1 - x, b, a) : fraction(x, a, b);
    return Math.min(1, Math.max(0, upper ? 1 - value : value));
  }

  private static double fraction(double x, double a, double b) {
    double front =
        Math.exp(
            LogGamma.of(a + b)
                - LogGamma.of(a)
                - LogGamma.of(b)
                + a * Math.log(x)
                + b * Math.log1p(-x));
    double c = 1;
    double d = 1 / nonZero(1 - (a + b) * x / (a + 1));
    double result = d;
    for (int m = 1; m < MOST_TERMS; m++) {
      double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
      d = 1 / nonZero(1 + even * d);
      c = nonZero(1 + even / c);
      result *= d * c;
      double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
      d = 1 / nonZero(1 + odd * d);
      c = nonZero(1 + odd / c);
      result *= d * c;
      if (Math.abs(d * c - 1) < 1e-16) {
        break;
      }
    }
    return front * result / a;
  }

  private static double nonZero(double value) {
    return Math.abs(value) < TINY ? TINY : value;
  }

  /** Returns x with I_x(a, b) = p, to about 15 digits. */
  static double quantile(double p, double a, double b) {
    double low = 0;
    double high = 1;
    for (int i = 0; i < 200 && high - low > 1e-16 * high; i++) {
      double middle = (low + high) / 2;
      if (of(middle, a, b) < p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }
}
