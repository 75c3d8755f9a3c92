package plugins.privacy.internal.accounting;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongToDoubleFunction;

/** Finds what just keeps a target, by bracketing; what is returned always keeps it. */
final class Calibration {
  private static final double LEAST_NOISE = 1e-2;
  private static final double MOST_NOISE = 1e6;

  /** Relative width at which the search for noise ends. */
  private static final double CLOSE = 1e-5;

  private Calibration() {}

  /**
   * Returns the least noise multiplier between 0.01 and 10^6, to a relative 10⁻⁵.
   *
   * @param cost what falls as noise grows
   * @return empty if the most noise does not keep the target
   */
  static OptionalDouble noise(DoubleUnaryOperator cost, double target) {
    double low = LEAST_NOISE;
    double high = 1;
    if (cost.applyAsDouble(high) <= target) {
      while (high > low && cost.applyAsDouble(high / 2) <= target) {
        high /= 2;
      }
      low = high / 2;
    } else {
      do {
        low = high;
        high *= 2;
      } while (high < MOST_NOISE && cost.applyAsDouble(high) > target);
      if (high >= MOST_NOISE) {
        return OptionalDouble.empty();
      }
    }
    return OptionalDouble.of(narrow(cost, target, low, high));
  }

  /** Cost is close to a power of the noise: secants on both logarithms, halving when they stall. */
  private static double narrow(DoubleUnaryOperator cost, double target, double least, double most) {
    double low = Math.log(least);
    double high = Math.log(most);
    double atLow = excess(cost, target, low);
    double atHigh = excess(cost, target, high);
    for (int turn = 0; high - low > CLOSE; turn++) {
      double share = turn % 3 == 2 ? 0.5 : atLow / (atLow - atHigh);
      double margin = Math.min(0.5, 0.3 * CLOSE / (high - low));
      share = Double.isFinite(share) ? Math.min(1 - margin, Math.max(margin, share + margin)) : 0.5;
      double middle = low + (high - low) * share;
      double at = excess(cost, target, middle);
      if (at > 0) {
        low = middle;
        atLow = at;
      } else {
        high = middle;
        atHigh = at;
      }
    }
    return Math.exp(high);
  }

  private static double excess(DoubleUnaryOperator cost, double target, double logNoise) {
    return Math.log(cost.applyAsDouble(Math.exp(logNoise)) / target);
  }

  /**
   * Returns the greatest number of steps up to a limit.
   *
   * @param cost what grows with steps
   * @return empty if a single step does not keep the target
   */
  static OptionalLong steps(LongToDoubleFunction cost, double target, long limit) {
    if (cost.applyAsDouble(1) > target) {
      return OptionalLong.empty();
    }
    long low = 1;
    long high = 2;
    while (high <= limit && cost.applyAsDouble(high) <= target) {
      low = high;
      high *= 4;
    }
    high = Math.min(high, limit + 1);
    while (high - low > 1) {
      long middle = low + (high - low) / 2;
      if (cost.applyAsDouble(middle) <= target) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return OptionalLong.of(low);
  }
}
