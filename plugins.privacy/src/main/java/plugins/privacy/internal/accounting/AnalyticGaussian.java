package plugins.privacy.internal.accounting;

import java.util.function.DoubleUnaryOperator;

/** The Gaussian mechanism exactly (Balle and Wang 2018, theorem 8), for a sensitivity of 1. */
final class AnalyticGaussian {
  private AnalyticGaussian() {}

  /** δ(ε) = Φ(1/(2σ) − εσ) − e^ε·Φ(−1/(2σ) − εσ). */
  static double delta(double noise, double epsilon) {
    double first = Normal.below(0.5 / noise - epsilon * noise);
    double second = Math.exp(epsilon + Normal.logAbove(0.5 / noise + epsilon * noise));
    return Math.max(0, first - second);
  }

  /** The least ε at a δ in (0, 1). */
  static double epsilon(double noise, double delta) {
    if (delta(noise, 0) <= delta) {
      return 0;
    }
    double high = 1;
    while (delta(noise, high) > delta) {
      high *= 2;
    }
    return threshold(e -> delta(noise, e) - delta, 0, high);
  }

  /** The least σ for ε at least 0 and a δ in (0, 1). */
  static double noise(double epsilon, double delta) {
    double low = 1;
    while (delta(low, epsilon) <= delta) {
      low /= 2;
    }
    double high = low;
    while (delta(high, epsilon) > delta) {
      high *= 2;
    }
    return threshold(s -> delta(s, epsilon) - delta, low, high);
  }

  /** Halves down to neighbouring numbers; what is returned keeps the excess at most 0. */
  private static double threshold(DoubleUnaryOperator excess, double low, double high) {
    double from = low;
    double to = high;
    for (double middle = (from + to) / 2; middle > from && middle < to; middle = (from + to) / 2) {
      if (excess.applyAsDouble(middle) > 0) {
        from = middle;
      } else {
        to = middle;
      }
    }
    return to;
  }
}
