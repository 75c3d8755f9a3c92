package plugins.privacy.internal.accounting;

import governance.api.privacy.NoisePhase;
import governance.api.privacy.PrivacyAccountant;
import governance.api.privacy.PrivacyBound;
import governance.api.privacy.PrivacyTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Answers by an accountant; searches by a quicker one, whose bounds hold all the same. Noise and
 * steps therefore keep their target, by a hair more than they need to.
 */
abstract class Planning implements PrivacyAccountant {
  private static final long MOST_STEPS = 1_000_000_000;

  private final Accountant accountant;
  private final Accountant quick;

  Planning(Accountant accountant, Accountant quick) {
    this.accountant = accountant;
    this.quick = quick;
  }

  @Override
  public PrivacyBound epsilon(List<NoisePhase> phases, double delta) {
    Bound bound = accountant.epsilon(phases.stream().map(Planning::phase).toList(), delta);
    return new PrivacyBound(bound.lower(), bound.upper());
  }

  /** Composes all losses, which costs less than adding ε. */
  @Override
  public PrivacyBound epsilon(List<NoisePhase> phases, List<PrivacyTarget> releases, double delta) {
    double lost = releases.stream().mapToDouble(PrivacyTarget::delta).sum();
    if (lost >= delta) {
      return new PrivacyBound(0, Double.POSITIVE_INFINITY);
    }
    List<Phase> all = new ArrayList<>(phases.stream().map(Planning::phase).toList());
    releases.forEach(r -> all.add(new Phase(new ApproximateDp(r.epsilon(), r.delta()), 1)));
    Bound bound = accountant.epsilon(all, delta);
    PrivacyBound added = PrivacyAccountant.super.epsilon(phases, releases, delta);
    return new PrivacyBound(
        Math.min(bound.lower(), added.upper()), Math.min(bound.upper(), added.upper()));
  }

  @Override
  public OptionalDouble noise(double rate, long steps, PrivacyTarget target) {
    return Calibration.noise(s -> cost(s, rate, steps, target.delta()), target.epsilon());
  }

  @Override
  public OptionalLong steps(double noise, double rate, PrivacyTarget target) {
    return Calibration.steps(
        k -> cost(noise, rate, k, target.delta()), target.epsilon(), MOST_STEPS);
  }

  private double cost(double noise, double rate, long steps, double delta) {
    return quick.epsilon(List.of(phase(new NoisePhase(noise, rate, steps))), delta).upper();
  }

  private static Phase phase(NoisePhase phase) {
    return new Phase(new SubsampledGaussian(phase.noise(), phase.rate()), phase.steps());
  }
}
