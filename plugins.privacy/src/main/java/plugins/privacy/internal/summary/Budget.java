package plugins.privacy.internal.summary;

import governance.api.GovernanceException;
import governance.api.privacy.PrivacyTarget;
import plugins.privacy.internal.accounting.RdpPlanning;
import plugins.privacy.internal.mechanism.GaussianNoise;
import plugins.privacy.internal.mechanism.LaplaceNoise;
import plugins.privacy.internal.mechanism.Noise;

/**
 * What each of several releases may spend. With a δ they are Gaussian: zero-concentrated privacy ρ
 * follows from (ε, δ) by Rényi divergences and is divided evenly, for it adds up. Without one they
 * are Laplace and ε is divided evenly. Choosing which values may be named takes a third of ε and
 * half of δ, divided evenly among the columns whose values are unknown.
 */
final class Budget {
  private static final double SELECTION = 1.0 / 3;

  private final boolean pure;
  private final double share;
  private final double selectionEpsilon;
  private final double selectionDelta;

  /**
   * Divides.
   *
   * @param releases figures or histograms, at least 1
   * @param unknown columns whose values only the rows know
   */
  Budget(double epsilon, double delta, int releases, int unknown) {
    pure = delta == 0;
    double part = unknown == 0 ? 0 : SELECTION;
    selectionEpsilon = unknown == 0 ? 0 : epsilon * part / unknown;
    selectionDelta = unknown == 0 ? 0 : delta / 2 / unknown;
    double left = epsilon * (1 - part);
    if (pure) {
      share = left / releases;
      return;
    }
    PrivacyTarget target = new PrivacyTarget(left, unknown == 0 ? delta : delta / 2);
    double noise =
        new RdpPlanning()
            .noise(1, 1, target)
            .orElseThrow(
                () ->
                    GovernanceException.spec(
                        "epsilon",
                        left + " is out of reach at delta " + target.delta(),
                        "",
                        "Use a greater epsilon or delta"));
    share = 1 / (2 * noise * noise) / releases;
  }

  /** Noise for a figure that one row changes by at most the sensitivity. */
  Noise noise(double sensitivity) {
    return pure ? LaplaceNoise.of(sensitivity, share) : GaussianNoise.of(sensitivity, share);
  }

  /** ε of one choice by the exponential mechanism: as a share of ε, or so that ε²/8 is one of ρ. */
  double choice() {
    return pure ? share : Math.sqrt(8 * share);
  }

  double selectionEpsilon() {
    return selectionEpsilon;
  }

  double selectionDelta() {
    return selectionDelta;
  }
}
