package plugins.fairness.internal;

/**
 * A share of rows with its 95 % interval by Wilson's score method (Wilson 1927), which holds for
 * few rows and for shares near 0 and 1.
 *
 * @param hits rows that have it
 * @param n rows
 */
public record Rate(long hits, long n) {
  /** The normal quantile of two-sided 95 % intervals. */
  public static final double Z95 = 1.959963984540054;

  /** Returns the share; NaN without rows. */
  public double value() {
    return n == 0 ? Double.NaN : (double) hits / n;
  }

  /** Returns the lower end; NaN without rows. */
  public double low() {
    return hits == 0 && n > 0 ? 0 : bound(-1);
  }

  /** Returns the upper end; NaN without rows. */
  public double high() {
    return hits == n && n > 0 ? 1 : bound(1);
  }

  private double bound(int side) {
    double z = Z95;
    double square = z * z / n;
    double p = value();
    double half = z * Math.sqrt(p * (1 - p) / n + square / (4 * n));
    return (p + square / 2 + side * half) / (1 + square);
  }

  /**
   * Returns the lower end of the 95 % interval of this share minus another (Newcombe 1998, method
   * 10: from both Wilson intervals).
   */
  public double differenceLow(Rate other) {
    return value() - other.value() - Math.hypot(value() - low(), other.high() - other.value());
  }

  /** Returns the upper end of the same interval. */
  public double differenceHigh(Rate other) {
    return value() - other.value() + Math.hypot(high() - value(), other.value() - other.low());
  }
}
