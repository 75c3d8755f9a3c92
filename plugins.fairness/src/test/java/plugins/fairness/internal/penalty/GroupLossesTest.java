package plugins.fairness.internal.penalty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.train.PenaltyTerm;
import governance.testkit.CaseBuffers;
import governance.testkit.PenaltyCase;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Variance and maximum of the losses of groups. */
class GroupLossesTest {
  /** Group losses are −log p of class 1: means of 0.2 and 0.4, of 1.0, and of 0.1. */
  private static PenaltyCase three() {
    double[] losses = {0.2, 0.4, 1.0, 0.1};
    double[] p = java.util.Arrays.stream(losses).map(l -> Math.exp(-l)).toArray();
    return GivenLogits.probabilities(p, new int[] {1, 1, 1, 1}, 0, 0, 1, 2);
  }

  @Test
  void theVarianceIsThatOfTheGroupsMeans() {
    double mean = (0.3 + 1.0 + 0.1) / 3;
    double expected =
        (Math.pow(0.3 - mean, 2) + Math.pow(1 - mean, 2) + Math.pow(0.1 - mean, 2)) / 3;
    assertEquals(expected, GivenLogits.value(new GroupLossVariance(), three(), Map.of()), 1e-12);
    Map<String, Object> two = Map.of("minimumGroup", 2);
    assertEquals(0, GivenLogits.value(new GroupLossVariance(), three(), two), 0);
  }

  @Test
  void theSmoothMaximumLiesBetweenMeanAndMaximum() {
    double mean = (0.3 + 1.0 + 0.1) / 3;
    assertEquals(mean, smooth(1000), 1e-3);
    assertEquals(1.0, smooth(1e-4), 1e-3);
    double e = Math.exp(0.3 / 0.5) + Math.exp(1.0 / 0.5) + Math.exp(0.1 / 0.5);
    assertEquals(0.5 * Math.log(e / 3), smooth(0.5), 1e-12);
  }

  private static double smooth(double temperature) {
    Map<String, Object> settings = Map.of("form", "smooth", "temperature", temperature);
    return GivenLogits.value(new GroupDro(), three(), settings);
  }

  /** Sagawa et al. 2020, algorithm 1, with the weights of the step before. */
  @Test
  void exponentiatedWeightsFollowTheLosses() {
    PenaltyTerm term = new GroupDro().prepare(three().setup(Map.of("step", 0.5)));
    CaseBuffers buffers = CaseBuffers.of(term);
    double[] q = {1 / 3.0, 1 / 3.0, 1 / 3.0};
    double[] losses = {0.3, 1.0, 0.1};
    for (int step = 0; step < 5; step++) {
      double expected = 0;
      double sum = 0;
      for (int g = 0; g < 3; g++) {
        expected += q[g] * losses[g];
        q[g] *= Math.exp(0.5 * losses[g]);
        sum += q[g];
      }
      for (int g = 0; g < 3; g++) {
        q[g] /= sum;
      }
      assertEquals(expected, GivenLogits.step(term, three(), buffers), 1e-12);
      assertArrayEquals(q, buffers.values("weights.0"), 1e-12);
    }
    assertTrue(q[1] > q[0] && q[0] > q[2]);
  }
}
