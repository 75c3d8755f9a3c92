package plugins.privacy.internal.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import governance.api.evaluate.Interval;
import governance.testkit.Oracle;
import org.junit.jupiter.api.Test;

/** Tails, bounds and intervals against scipy and statsmodels; see oracles.json. */
class StatisticsConformanceTest {
  private static double[][] rows(String name) {
    return Oracle.as(
        Oracle.named(StatisticsConformanceTest.class, name).get("rows"), double[][].class);
  }

  @Test
  void exactBoundsOfProportions() {
    for (double[] row : rows("clopper_pearson")) {
      long k = (long) row[0];
      long n = (long) row[1];
      assertEquals(row[3], Binomial.low(k, n, row[2]), 1e-12 + 1e-9 * row[3]);
      assertEquals(row[4], Binomial.high(k, n, row[2]), 1e-12 + 1e-9 * row[4]);
    }
  }

  @Test
  void binomialTails() {
    for (double[] row : rows("binomial_tail")) {
      long k = (long) row[0];
      long n = (long) row[1];
      assertEquals(row[3], Binomial.atLeast(k, n, row[2]), 1e-14 + 1e-10 * row[3]);
      assertEquals(row[4], Binomial.mass(k, n, row[2]), 1e-14 + 1e-10 * row[4]);
    }
  }

  @Test
  void differencesOfProportions() {
    for (double[] row : rows("newcombe")) {
      Interval found =
          new Proportion((long) row[0], (long) row[1])
              .minus(new Proportion((long) row[2], (long) row[3]), 0.95);
      assertEquals(row[4], found.low(), 1e-6);
      assertEquals(row[5], found.high(), 1e-6);
    }
  }

  /** The bound of dp_mechanisms, membership_attack_bound. */
  @Test
  void whatEpsilonAllowsAnAttack() {
    JsonObject bound = Oracle.named(StatisticsConformanceTest.class, "membership_attack_bound");
    double[] epsilon = Oracle.as(bound.getAsJsonObject("inputs").get("epsilon"), double[].class);
    JsonObject expected = bound.getAsJsonObject("expected");
    double[] advantage = Oracle.as(expected.get("advantage_bound"), double[].class);
    double[] tpr = Oracle.as(expected.get("tpr_bound"), double[].class);
    for (int i = 0; i < epsilon.length; i++) {
      Bound own = new Bound(epsilon[i], 0);
      assertEquals(advantage[i], own.mostAdvantage(), 1e-12);
      assertEquals(tpr[i], own.mostTruePositives(0.01), 1e-12);
    }
  }
}
