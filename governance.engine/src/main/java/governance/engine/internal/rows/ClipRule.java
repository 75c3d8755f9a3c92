package governance.engine.internal.rows;

import governance.api.train.GradientPlan.Clipping;

/**
 * What the gradient of a row is multiplied by, so that its norm is at most a bound.
 *
 * @param clipping one of those that bound each row
 * @param bound above 0
 */
public record ClipRule(Clipping clipping, double bound) {
  /** Keeps the quotient finite where a gradient is 0 (Bu et al. 2023, their gamma). */
  public static final double GAMMA = 0.01;

  /** Checks that rows are bounded. */
  public ClipRule {
    if (!clipping.perSample() || !(bound > 0 && bound < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(clipping + " to " + bound + " bounds no row");
    }
  }

  /** Whether small gradients become larger too. */
  public boolean normalised() {
    return clipping == Clipping.PER_SAMPLE_NORMALISED;
  }

  /** Returns the factor for a gradient of the given norm. */
  public double factor(double norm) {
    return normalised() ? bound / (norm + GAMMA) : Math.min(1, bound / norm);
  }
}
