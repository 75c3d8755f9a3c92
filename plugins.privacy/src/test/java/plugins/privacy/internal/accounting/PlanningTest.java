package plugins.privacy.internal.accounting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.privacy.NoisePhase;
import governance.api.privacy.PrivacyAccountant;
import governance.api.privacy.PrivacyTarget;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlanningTest {
  private static final PrivacyTarget TARGET = new PrivacyTarget(3, 1e-5);

  static Stream<PrivacyAccountant> accountants() {
    return Stream.of(new PldPlanning(), new RdpPlanning());
  }

  @ParameterizedTest
  @MethodSource("accountants")
  void noiseJustKeepsItsTarget(PrivacyAccountant accountant) {
    double noise = accountant.noise(0.01, 1000, TARGET).orElseThrow();
    assertTrue(epsilon(accountant, noise, 0.01, 1000) <= 3);
    assertTrue(epsilon(accountant, noise * 0.999, 0.01, 1000) > 3);
  }

  @ParameterizedTest
  @MethodSource("accountants")
  void stepsJustKeepTheirTarget(PrivacyAccountant accountant) {
    long steps = accountant.steps(1.1, 0.01, TARGET).orElseThrow();
    assertTrue(epsilon(accountant, 1.1, 0.01, steps) <= 3);
    assertTrue(epsilon(accountant, 1.1, 0.01, steps + 3 + steps / 500) > 3);
  }

  @ParameterizedTest
  @MethodSource("accountants")
  void thereIsNoAnswerForTargetsOutOfReach(PrivacyAccountant accountant) {
    PrivacyTarget strict = new PrivacyTarget(1e-7, 1e-12);
    assertEquals(OptionalDouble.empty(), accountant.noise(1, 1_000_000, strict));
    assertEquals(OptionalLong.empty(), accountant.steps(0.5, 1, TARGET));
  }

  private static double epsilon(PrivacyAccountant by, double noise, double rate, long steps) {
    return by.epsilon(List.of(new NoisePhase(noise, rate, steps)), 1e-5).upper();
  }
}
