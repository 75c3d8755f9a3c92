package plugins.privacy.internal.dp;

import governance.api.GovernanceException;
import governance.api.train.GradientPlan.Clipping;
import java.util.Locale;

/**
 * The bound on the gradient of one row.
 *
 * @param clipping how a gradient is brought below it
 * @param norm the bound
 */
record Clip(Clipping clipping, double norm) {
  /** Normalises each gradient, whatever its norm. */
  static final String AUTO = "auto";

  private static final double LEAST = 1e-6;
  private static final double MOST = 1e6;

  /**
   * Reads a number or {@value #AUTO}.
   *
   * @throws GovernanceException if it is neither
   */
  static Clip of(String written) {
    String text = written.strip().toLowerCase(Locale.ROOT);
    if (text.equals(AUTO)) {
      return new Clip(Clipping.PER_SAMPLE_NORMALISED, 1);
    }
    double norm = number(text);
    if (!(norm >= LEAST && norm <= MOST)) {
      throw GovernanceException.spec(
          DpPolicy.ID + " setting clip",
          "is " + written,
          "a number from 1e-6 to 1e6, or auto",
          "Leave it out for auto, which needs no tuning; usual numbers are 0.01 to 1");
    }
    return new Clip(Clipping.PER_SAMPLE, norm);
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
