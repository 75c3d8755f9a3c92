package governance.runtime.internal.support;

import governance.api.privacy.NoisePhase;
import governance.api.privacy.PrivacyAccountant;
import governance.api.privacy.PrivacyBound;
import governance.api.privacy.PrivacyTarget;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Each step costs a hundredth, whatever noise and rate are. */
public final class StepAccountant implements PrivacyAccountant {
  @Override
  public PrivacyBound epsilon(List<NoisePhase> phases, double delta) {
    long steps = phases.stream().mapToLong(NoisePhase::steps).sum();
    return new PrivacyBound(steps / 200.0, steps / 100.0);
  }

  @Override
  public OptionalDouble noise(double rate, long steps, PrivacyTarget target) {
    return OptionalDouble.of(1);
  }

  @Override
  public OptionalLong steps(double noise, double rate, PrivacyTarget target) {
    return OptionalLong.of((long) (100 * target.epsilon()));
  }
}
