package plugins.privacy.internal.accounting;

/** Probabilities of the standard normal distribution, accurate in relative terms in both tails. */
public final class Normal {
  private static final double ROOT_2 = Math.sqrt(2);

  private Normal() {}

  /** Returns P(Z &gt; z). */
  public static double above(double z) {
    return z >= 0 ? 0.5 * Math.exp(-0.5 * z * z) * ScaledErfc.of(z / ROOT_2) : 1 - above(-z);
  }

  /** Returns P(Z ≤ z). */
  static double below(double z) {
    return above(-z);
  }

  /** Returns P(from &lt; Z ≤ to), from the tail that loses least. */
  static double between(double from, double to) {
    return from + to > 0 ? above(from) - above(to) : above(-to) - above(-from);
  }

  /** Returns ln P(Z &gt; z). */
  static double logAbove(double z) {
    return z >= 0
        ? -0.5 * z * z + Math.log(0.5 * ScaledErfc.of(z / ROOT_2))
        : Math.log1p(-above(-z));
  }

  /** Returns z with P(Z &gt; z) at most {@code tail} and close to it, for tails below 1/2. */
  public static double quantileAbove(double tail) {
    double low = 0;
    double high = 40;
    double target = Math.log(tail);
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (logAbove(middle) > target) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
