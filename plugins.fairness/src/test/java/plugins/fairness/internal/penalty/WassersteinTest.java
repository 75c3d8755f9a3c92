package plugins.fairness.internal.penalty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import governance.api.train.Penalty;
import governance.api.train.PenaltyTerm;
import governance.testkit.CaseBuffers;
import governance.testkit.PenaltyCase;
import governance.testkit.PenaltyContract;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WassersteinTest extends PenaltyContract {
  @Override
  protected Penalty penalty() {
    return new Wasserstein();
  }

  @Nested
  class OfAllClassesWithMemory extends PenaltyContract {
    @Override
    protected Penalty penalty() {
      return new Wasserstein();
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("classes", "all", "memory", 5);
    }
  }

  /** scipy.stats.wasserstein_distance gives 0.325, 0.2333333 and 0.125 for the three pairs. */
  @Test
  void equalsSciPyOnThreeGroups() {
    double[] p = {0.1, 0.4, 0.5, 0.65, 0.3, 0.7, 0.45, 0.75};
    int[] groups = {0, 0, 1, 1, 2, 2, 2, -1};
    PenaltyCase batch = GivenLogits.probabilities(p, new int[8], groups);
    double expected = (w(p, groups, 0, 1) + w(p, groups, 0, 2) + w(p, groups, 1, 2)) / 3;
    assertEquals(expected, GivenLogits.value(penalty(), batch, Map.of()), 1e-12);
    assertEquals(0.325, w(p, groups, 0, 1), 1e-12);
  }

  /** ∫ |F − G| on a fine grid that holds all scores. */
  private static double w(double[] p, int[] groups, int g, int h) {
    double sum = 0;
    for (int k = 0; k < 2000; k++) {
      double at = (k + 0.5) / 2000;
      sum += Math.abs(below(p, groups, g, at) - below(p, groups, h, at)) / 2000;
    }
    return sum;
  }

  private static double below(double[] p, int[] groups, int g, double at) {
    double count = 0;
    double all = 0;
    for (int i = 0; i < p.length; i++) {
      all += groups[i] == g ? 1 : 0;
      count += groups[i] == g && p[i] <= at ? 1 : 0;
    }
    return count / all;
  }

  /** For a shifted copy the distance is the shift, and its slope is one row's share. */
  @Test
  void aShiftCostsItsLength() {
    double[] p = {0.2, 0.3, 0.5, 0.6};
    PenaltyCase batch = GivenLogits.probabilities(p, new int[4], 0, 0, 1, 1);
    assertEquals(0.3, GivenLogits.value(penalty(), batch, Map.of()), 1e-12);
    PenaltyTerm term = penalty().prepare(batch.setup(Map.of()));
    double[] slope = GivenLogits.gradient(term, batch, CaseBuffers.of(term));
    for (int i = 0; i < 4; i++) {
      double expected = (i < 2 ? -0.5 : 0.5) * p[i] * (1 - p[i]);
      assertEquals(expected, slope[2 * i + 1], 1e-12);
    }
  }
}
