package governance.runtime.internal.sweep;

/**
 * Student's t distribution with whole degrees of freedom, by its finite series (Abramowitz and
 * Stegun 1964, 26.7.3 and 26.7.4).
 */
final class StudentT {
  private static final int HALVINGS = 200;

  private StudentT() {}

  /**
   * Returns the t that a share of the distribution lies within, on both sides of 0.
   *
   * @param level the share, in (0, 1), such as 0.95
   * @param freedom degrees of freedom, at least 1
   */
  static double twoSided(double level, int freedom) {
    double low = 0;
    double high = 1;
    while (within(high, freedom) < level && high < Double.MAX_VALUE / 2) {
      high *= 2;
    }
    for (int i = 0; i < HALVINGS && low < high; i++) {
      double middle = low + (high - low) / 2;
      if (within(middle, freedom) < level) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /** Returns the probability that |T| is at most t. */
  static double within(double t, int freedom) {
    double angle = Math.atan(t / Math.sqrt(freedom));
    double cosine = Math.cos(angle);
    boolean odd = freedom % 2 == 1;
    double term = odd ? cosine : 1;
    double sum = freedom == 1 ? 0 : term;
    for (int k = odd ? 3 : 2; k <= freedom - 2; k += 2) {
      // each term has the next even number above the next odd one, or the other way round
      term *= cosine * cosine * (k - 1) / k;
      sum += term;
    }
    return odd ? 2 / Math.PI * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
  }
}
