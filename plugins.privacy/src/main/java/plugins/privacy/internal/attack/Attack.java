package plugins.privacy.internal.attack;

import java.util.Locale;

/** How membership is inferred. */
enum Attack {
  /** By the strongest that the number of reference models allows. */
  AUTO,
  /** The lower the loss, the more likely a member (Yeom et al. 2018, section 3.2). */
  LOSS,
  /**
   * The loss less its mean over reference models that did not see the row, which is how hard the
   * row is (Watson et al. 2022, equation 7).
   */
  CALIBRATED,
  /**
   * The likelihood of the log-odds under models that saw the row over that under models that did
   * not, both normal with a common variance (Carlini et al. 2022, algorithm 1 and section VI.D).
   */
  LIKELIHOOD_RATIO;

  String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
