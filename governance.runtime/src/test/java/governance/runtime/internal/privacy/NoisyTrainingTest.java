package governance.runtime.internal.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.privacy.NoisePhase;
import governance.api.train.GradientPlan;
import governance.api.train.GradientPlan.Clipping;
import governance.api.train.GradientPlan.NoiseSource;
import governance.api.train.GradientPlan.Sampling;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NoisyTrainingTest {
  private static NoisyTraining training(int rowsPerPerson) {
    GradientPlan plan =
        new GradientPlan(
            Clipping.PER_SAMPLE,
            1,
            2.0,
            Sampling.POISSON,
            NoiseSource.CRYPTOGRAPHIC,
            rowsPerPerson);
    return new NoisyTraining("p", plan, 1000, 100, 50, List.of());
  }

  @Test
  void aRowTakesPartByTheRate() {
    assertEquals(List.of(new NoisePhase(2, 0.1, 50)), training(1).phases(50));
    assertEquals(List.of(), training(3).phases(0));
  }

  /** 1 - 0.9^3 = 0.271: at least one of three rows; they move the sum by at most three clips. */
  @Test
  void rowsOfOnePersonAreReleasedTogether() {
    NoisePhase phase = training(3).phases(50).get(0);
    assertEquals(2.0 / 3, phase.noise(), 1e-15);
    assertEquals(0.271, phase.rate(), 1e-12);
    Map<String, Object> tree = new PrivacyTree(training(3), steps -> Optional.empty()).mechanism();
    assertEquals(3, tree.get("rowsPerPerson"));
    assertTrue(
        tree.get("unit").toString().startsWith("one person with at most 3"), tree.toString());
  }
}
