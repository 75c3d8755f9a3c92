package examples.gradientpolicy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RenyiBudgetTest {
  /** Abadi et al. 2016, section 3.1: q = 0.01, σ = 4, δ = 1e-5 and 10,000 steps spend 1.26. */
  @Test
  void thePublishedFigureIsReproduced() {
    assertEquals(1.26, RenyiBudget.epsilon(0.01, 4, 10_000, 1e-5), 0.01);
  }

  /** Without sampling the best order is known: ε = T / 2σ² + √(2 T ln(1/δ)) / σ. */
  @Test
  void withoutSamplingItIsTheGaussianMechanism() {
    double steps = 10;
    double noise = 20;
    double exact = steps / (2 * noise * noise) + Math.sqrt(2 * steps * Math.log(1e5)) / noise;
    assertEquals(exact, RenyiBudget.epsilon(1, noise, 10, 1e-5), 1e-3);
    assertEquals(exact, RenyiBudget.epsilon(1 - 1e-12, noise, 10, 1e-5), 1e-3);
  }

  @Test
  void nothingIsSpentBeforeTheFirstStepAndMoreWithEach() {
    assertEquals(0, RenyiBudget.epsilon(0.02, 1, 0, 1e-5));
    double before = 0;
    for (long steps = 1; steps < 2000; steps *= 3) {
      double after = RenyiBudget.epsilon(0.02, 1, steps, 1e-5);
      assertTrue(after > before, before + " then " + after);
      before = after;
    }
  }
}
