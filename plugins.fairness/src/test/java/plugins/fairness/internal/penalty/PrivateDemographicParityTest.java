package plugins.fairness.internal.penalty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.model.Tensor;
import governance.api.train.Penalty;
import governance.testkit.PenaltyContract;
import governance.testkit.TestTensors;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PrivateDemographicParityTest extends PenaltyContract {
  private static final DualTerm.Estimates ESTIMATES = new DualTerm.Estimates(0.1, 0.9, 0.02);

  @Override
  protected Penalty penalty() {
    return new PrivateDemographicParity();
  }

  @Nested
  class OfAllClasses extends PenaltyContract {
    @Override
    protected Penalty penalty() {
      return new PrivateDemographicParity();
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("classes", "all");
    }
  }

  private static DualTerm term(int groups, int scores) {
    Compared compared = new Compared(List.of("g"), List.of(groups), 0.5, 0);
    return new DualTerm(
        compared, scores == 1 ? Classes.FAVOURABLE : Classes.ALL, scores, ESTIMATES);
  }

  /** Adding 0 makes 0 of -0. */
  private static double[] duals(int groups, double[] released) {
    return TestTensors.in(
        scope -> {
          Tensor sums = scope.constant(released, released.length);
          return term(groups, 1).duals(sums, groups).add(0).toArray();
        });
  }

  /** Sums of 30 rows at 0.8 and 10 at 0.4: the slope for a row of a group, times 40 rows. */
  @Test
  void dualsAreTheSlopeOfTheSquaredDifference() {
    double[] released = {30 * 0.3, 15, 10 * -0.1, 5};
    double[] duals = duals(2, released);
    assertArrayEquals(new double[] {2 * 0.4 * 40 / 30, -2 * 0.4 * 40 / 10}, duals, 1e-12);
  }

  /** d/ds of the mean over pairs, by differences of the exact figure. */
  @Test
  void dualsOfThreeGroupsEqualFiniteDifferences() {
    double[] rows = {20, 12, 8};
    double[] means = {0.7, 0.5, 0.2};
    double[] released = new double[6];
    for (int g = 0; g < 3; g++) {
      released[2 * g] = rows[g] * (means[g] - 0.5);
      released[2 * g + 1] = rows[g] / 2;
    }
    double[] duals = duals(3, released);
    for (int g = 0; g < 3; g++) {
      double step = 1e-6;
      double[] moved = means.clone();
      moved[g] += step / rows[g]; // one row of the group scores more by a step
      double slope = (meanSquare(moved) - meanSquare(means)) / step * 40;
      assertEquals(slope, duals[g], 1e-5);
    }
  }

  private static double meanSquare(double[] m) {
    double a = m[0] - m[1];
    double b = m[0] - m[2];
    double c = m[1] - m[2];
    return (a * a + b * b + c * c) / 3;
  }

  @Test
  void groupsThatAreMostlyNoiseAreLeftAlone() {
    double[] released = {9, 30, -3, 20, 5, 0.3};
    double[] duals = duals(3, released);
    assertEquals(0, duals[2]);
    assertTrue(duals[0] > 0 && duals[1] < 0);
    assertArrayEquals(new double[3], duals(3, new double[6]));
    assertArrayEquals(new double[3], duals(3, new double[] {1, -4, 2, -5, 3, -6}));
  }

  @Test
  void whatARowContributesIsBounded() {
    assertEquals(Math.sqrt(0.5), term(2, 1).statistics().get(0).bound(), 1e-12);
    assertEquals(0.1, term(2, 3).statistics().get(0).share(), 1e-12);
    assertEquals(8, term(2, 3).statistics().get(0).size());
  }
}
