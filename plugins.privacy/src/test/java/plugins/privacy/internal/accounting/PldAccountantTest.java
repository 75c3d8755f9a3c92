package plugins.privacy.internal.accounting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class PldAccountantTest {
  private final Accountant pld = new PldAccountant();

  private static Phase gaussian(double noise, double rate, long steps) {
    return new Phase(new SubsampledGaussian(noise, rate), steps);
  }

  /** Gaussians compose to a Gaussian of 1/σ² = Σ 1/σ², of which δ is known exactly. */
  @Test
  void boundsEncloseTheExactFigureOfPlainGaussians() {
    List<Phase> phases = List.of(gaussian(3, 1, 4), gaussian(2, 1, 2));
    double noise = 1 / Math.sqrt(4 / 9.0 + 2 / 4.0);
    for (double delta : new double[] {0.1, 1e-3, 1e-6, 1e-12, 1e-30}) {
      double exact = AnalyticGaussian.epsilon(noise, delta);
      Bound bound = pld.epsilon(phases, delta);
      assertTrue(bound.lower() <= exact && exact <= bound.upper(), bound + " and " + exact);
      assertEquals(exact, bound.upper(), 2e-4 * exact);
      Bound back = pld.delta(phases, exact);
      assertTrue(back.lower() <= delta && delta <= back.upper(), back + " and " + delta);
      assertEquals(delta, back.upper(), 2e-3 * delta);
    }
  }

  @Test
  void manyStepsOfGaussianNoise() {
    Bound bound = pld.epsilon(List.of(gaussian(300, 1, 100_000)), 1e-6);
    double exact = AnalyticGaussian.epsilon(300 / Math.sqrt(100_000), 1e-6);
    assertTrue(bound.lower() <= exact && exact <= bound.upper(), bound + " and " + exact);
    assertEquals(exact, bound.upper(), 1e-4);
    assertTrue(bound.upper() - bound.lower() < 0.05);
  }

  /** At q = 1 in steps of one the sampled mechanism has a δ by one integral. */
  @Test
  void oneSampledStepHasTheDeltaOfItsIntegral() {
    double noise = 0.7;
    double rate = 0.3;
    double epsilon = 0.4;
    double at = noise * noise * Math.log(1 + Math.expm1(epsilon) / rate) + 0.5;
    double without = Normal.above(at / noise);
    double with = (1 - rate) * without + rate * Normal.above((at - 1) / noise);
    double exact = with - Math.exp(epsilon) * without;
    Bound bound = pld.delta(List.of(gaussian(noise, rate, 1)), epsilon);
    assertTrue(bound.lower() <= exact && exact <= bound.upper(), bound + " and " + exact);
    assertEquals(exact, bound.upper(), 1e-5);
  }

  @Test
  void splittingAPhaseChangesNothing() {
    Bound whole = pld.epsilon(List.of(gaussian(1.1, 0.01, 1000)), 1e-5);
    Bound parts = pld.epsilon(List.of(gaussian(1.1, 0.01, 300), gaussian(1.1, 0.01, 700)), 1e-5);
    assertEquals(whole.upper(), parts.upper(), 1e-9);
  }

  @Test
  void phasesOfDifferentKindsStayBelowTheirRenyiBound() {
    List<Phase> phases =
        List.of(
            gaussian(1.1, 0.01, 1000),
            gaussian(0.9, 0.02, 100),
            gaussian(20, 1, 3),
            new Phase(new Laplace(10), 20));
    Bound bound = pld.epsilon(phases, 1e-6);
    double renyi = new RdpAccountant().epsilon(phases, 1e-6).upper();
    assertTrue(bound.upper() < renyi && bound.upper() > 0.85 * renyi, bound + " and " + renyi);
    // PLDAccountant of Google's dp_accounting (commit b5b0286e) at an interval of 1e-4.
    assertEquals(3.3585385412984476, bound.upper(), 2e-4);
    for (Phase one : phases) {
      assertTrue(pld.epsilon(List.of(one), 1e-6).upper() < bound.lower());
    }
  }

  /** PLDAccountant of Google's dp_accounting (commit b5b0286e) at an interval of 1e-4. */
  @Test
  void repeatedLaplaceNoise() {
    List<Phase> phases = List.of(new Phase(new Laplace(10), 100));
    assertEquals(4.6926674386475, pld.epsilon(phases, 1e-6).upper(), 1e-6);
    assertEquals(4.984173965049364, new RdpAccountant().epsilon(phases, 1e-6).upper(), 1e-6);
  }

  @Test
  void muchNoiseCostsNothingAtALargeDelta() {
    assertEquals(0, pld.epsilon(List.of(gaussian(5, 0.01, 1)), 0.1).upper());
  }

  @Test
  void littleNoiseStillHasABound() {
    Bound bound = pld.epsilon(List.of(gaussian(0.1, 0.01, 100_000)), 1e-6);
    double renyi = new RdpAccountant().epsilon(List.of(gaussian(0.1, 0.01, 100_000)), 1e-6).upper();
    assertTrue(bound.upper() > 50_000 && bound.upper() < renyi, bound + " and " + renyi);
  }
}
