package plugins.privacy.internal.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.testkit.Oracle;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Lower bounds of epsilon against published p-values, mechanisms that are known, and by hand. */
class LowerBoundTest {
  @Test
  void pValuesOfOneRun() {
    double[][] rows =
        Oracle.as(
            Oracle.named(LowerBoundTest.class, "one_run_audit").get("rows"), double[][].class);
    for (double[] r : rows) {
      double p = OneRunAudit.p((int) r[0], (int) r[1], (int) r[2], r[3], r[4]);
      assertEquals(r[5], p, 1e-10 + 1e-8 * r[5]);
    }
  }

  /** Randomised response of ε: the bound of a coin's answer stays below ε and comes near it. */
  @Test
  void randomisedResponse() {
    for (double epsilon : new double[] {0.5, 2}) {
      int beaten = 0;
      double greatest = 0;
      for (int seed = 0; seed < 100; seed++) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean[] planted = new boolean[400];
        double[] scores = new double[400];
        for (int i = 0; i < scores.length; i++) {
          planted[i] = random.nextBoolean();
          boolean truth = random.nextDouble() < 1 / (1 + Math.exp(-epsilon));
          scores[i] = (planted[i] == truth ? 1 : 0) + 1e-9 * random.nextDouble();
        }
        double bound = new OneRunAudit(scores, planted, 1).bound(0, 0.05).epsilon();
        beaten += bound > epsilon ? 1 : 0;
        greatest = Math.max(greatest, bound);
      }
      assertTrue(beaten <= 8, beaten + " of 100 bounds are above " + epsilon);
      assertTrue(greatest > 0.6 * epsilon, "the greatest bound is " + greatest);
    }
  }

  /** A canary that stands r times is r records: its bound is shared among them. */
  @Test
  void repeatedCanariesAreSeveralRecords() {
    boolean[] planted = new boolean[200];
    double[] scores = new double[200];
    for (int i = 0; i < 200; i++) {
      planted[i] = i % 2 == 0;
      scores[i] = planted[i] ? 1 : 0;
    }
    double once = new OneRunAudit(scores, planted, 1).bound(0, 0.05).epsilon();
    double often = new OneRunAudit(scores, planted, 4).bound(0, 0.05).epsilon();
    assertTrue(once > 3, "all right: " + once);
    assertEquals(once / 4, often, 1e-6);
  }

  /** 90 of 100 and 10 of 100: Clopper-Pearson at 0.025 each is 0.8238 and 0.1762 (scipy). */
  @Test
  void ratesByHand() {
    double bound = RateBound.bound(new Proportion(90, 100), new Proportion(10, 100), 0, 0.05);
    assertEquals(Math.log(0.8237774 / 0.1762226), bound, 1e-4);
    assertEquals(
        0, RateBound.bound(new Proportion(10, 100), new Proportion(12, 100), 0, 0.05), 1e-12);
  }

  @Test
  void rowsThatAreAllToldApartGiveAGreatBoundAndOthersNone() {
    double[] high = new SplittableRandom(1).doubles(400, 2, 3).toArray();
    double[] low = new SplittableRandom(2).doubles(400, 0, 1).toArray();
    Pair apart = new Pair(high, low, Map.of(), Map.of());
    assertTrue(RateBound.of(apart, 1e-5, 0.05, 7) > 3.5);
    Pair mixed = new Pair(low, new SplittableRandom(3).doubles(400).toArray(), Map.of(), Map.of());
    assertTrue(RateBound.of(mixed, 1e-5, 0.05, 7) < 0.3);
  }
}
