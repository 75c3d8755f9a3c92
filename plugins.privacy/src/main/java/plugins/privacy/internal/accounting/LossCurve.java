package plugins.privacy.internal.accounting;

/**
 * δ as a function of ε for a composed loss: δ(ε) = P(∞) + Σ p·(1 − e^(ε−loss)) over losses above ε,
 * between grid points linear in e^ε, with an error that the tilt makes grow below the window.
 */
final class LossCurve {
  private final double width;
  private final long bottom;
  private final double[] delta;
  private final double[] above;
  private final double[] error;
  private final double certain;
  private final double infinite;
  private final double moved;
  private final double raised;

  /**
   * Untilts probabilities.
   *
   * @param tilted probabilities from the loss at {@code bottom} on, times e^(λ·loss − K)
   * @param margin error of the tilted probabilities, in total
   */
  LossCurve(
      double width, long bottom, double[] tilted, double tilt, double cumulant, Margin margin) {
    this.width = width;
    this.bottom = bottom;
    this.certain = margin.certain();
    this.infinite = margin.infinite();
    this.moved = margin.moved();
    this.raised = margin.raised();
    int n = tilted.length;
    delta = new double[n];
    above = new double[n];
    error = new double[n];
    double total = 0;
    double discounted = 0;
    double fall = Math.exp(-width);
    for (int i = n - 1; i >= 0; i--) {
      double scale = Math.exp(cumulant - tilt * (bottom + i) * width);
      above[i] = total;
      error[i] = margin.tilted() * scale;
      double p = Math.max(0, tilted[i]) * scale;
      if (i < n - 1) {
        delta[i] = delta[i + 1] + Math.expm1(width) * discounted;
      }
      total += p;
      discounted = fall * (discounted + p);
    }
  }

  /**
   * What a composition left out or may have got wrong.
   *
   * @param certain probability of an infinite loss
   * @param infinite the same together with finite losses beyond the grids
   * @param moved probability that a loss was raised by more than a width, and that splitting raised
   *     the sum by more than {@code raised}
   * @param raised how much splitting may have raised the sum
   * @param tilted error of the tilted probabilities: what wrapped around, and rounding
   */
  record Margin(double certain, double infinite, double moved, double raised, double tilted) {}

  /** The least ε at a δ; positive infinity where no ε of the window is known to do. */
  double upperEpsilon(double target) {
    return epsilon(target - infinite, 1);
  }

  double lowerEpsilon(double target) {
    double epsilon = epsilon(target - certain + moved, -1);
    return Double.isInfinite(epsilon) ? 0 : Math.max(0, epsilon - raised);
  }

  private double epsilon(double target, int sign) {
    int i = delta.length - 1;
    if (delta[i] + sign * error[i] > target) {
      return Double.POSITIVE_INFINITY;
    }
    while (i > 0 && delta[i - 1] + sign * error[i - 1] <= target) {
      i--;
    }
    if (i == 0 || (bottom + i) * width <= 0) {
      return Math.max(0, (bottom + i) * width);
    }
    double low = (bottom + i - 1) * width;
    double wanted = target - sign * error[i - 1];
    double slope = above[i - 1] - delta[i - 1];
    double step = slope > 0 ? Math.log1p(Math.max(0, delta[i - 1] - wanted) / slope) : width;
    return Math.max(0, low + Math.min(width, step));
  }

  double upperDelta(double epsilon) {
    int i = index(epsilon);
    return i < 0 ? 1 : Math.min(1, at(i, epsilon) + error[i] + infinite);
  }

  double lowerDelta(double epsilon) {
    int i = index(epsilon + raised);
    return i < 0 ? 0 : Math.max(0, at(i, epsilon + raised) - error[i] + certain - moved);
  }

  private int index(double epsilon) {
    return (int) Math.min(delta.length - 1, (long) Math.floor(epsilon / width) - bottom);
  }

  private double at(int i, double epsilon) {
    double step = epsilon - (bottom + i) * width;
    return Math.max(0, delta[i] - Math.expm1(step) * (above[i] - delta[i]));
  }
}
