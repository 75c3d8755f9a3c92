package governance.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Settings;
import governance.api.train.GradientPlan;
import governance.api.train.GradientPlan.Clipping;
import governance.api.train.GradientPolicy;
import governance.api.train.PolicySetup;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every gradient policy keeps to, whatever it accounts. Extend it and name the policy. */
public abstract class GradientPolicyContract {
  private static final long STEPS = 200;

  /** Returns a new instance of the policy. */
  protected abstract GradientPolicy policy();

  /** Returns the settings to test with; the defaults unless overridden. */
  protected Map<String, Object> settings() {
    return Map.of();
  }

  private Given setup(long rows, int batch) {
    return new Given(Settings.of("the policy under test", settings()), rows, batch, STEPS);
  }

  private record Given(Settings settings, long rows, int batchSize, long steps)
      implements PolicySetup {}

  private GradientPlan plan(PolicySetup setup) {
    GradientPlan plan = policy().plan(setup);
    assertNotNull(plan, "plan returned null");
    return plan;
  }

  private Map<String, Double> spent(long steps) {
    Map<String, Double> spent = policy().spent(setup(1_000, 16), steps);
    assertNotNull(spent, "spent returned null");
    return spent;
  }

  /** Many rows, few rows and batches as great as the data give a plan that can be carried out. */
  @TestFactory
  Stream<DynamicTest> thePlanCanBeCarriedOut() {
    return Stream.of(setup(100_000, 16), setup(1_000, 16), setup(64, 64))
        .map(
            setup ->
                DynamicTest.dynamicTest(
                    setup.rows() + " rows",
                    () -> {
                      GradientPlan plan = plan(setup);
                      assertNotNull(plan.clipping(), "no clipping");
                      assertNotNull(plan.sampling(), "no sampling");
                      assertNotNull(plan.noise(), "no source of noise");
                      boolean bound = Double.isFinite(plan.clipNorm()) && plan.clipNorm() > 0;
                      assertTrue(bound || plan.clipping() == Clipping.NONE, plan::toString);
                      double noise = plan.noiseMultiplier();
                      assertTrue(Double.isFinite(noise) && noise >= 0, plan::toString);
                      // the engine adds noise to what was clipped row by row, and nowhere else
                      assertTrue(noise == 0 || plan.clipping().perSample(), plan::toString);
                    }));
  }

  /** The same setup gives the same plan and the same account. */
  @Test
  void planAndAccountAreDeterministic() {
    assertEquals(plan(setup(1_000, 16)), plan(setup(1_000, 16)));
    assertEquals(spent(STEPS), spent(STEPS));
  }

  /** What was spent is finite, never falls and is named alike after every step. */
  @Test
  void theBudgetOnlyGrows() {
    Map<String, Double> last = spent(0);
    for (long steps : new long[] {1, 2, 10, 100, STEPS}) {
      Map<String, Double> now = spent(steps);
      assertEquals(last.keySet(), now.keySet(), "after " + steps + " steps");
      for (Map.Entry<String, Double> before : last.entrySet()) {
        double value = now.get(before.getKey());
        String what = before.getKey() + " is " + value + " after " + steps + " steps";
        assertTrue(Double.isFinite(value) && value >= 0, what);
        assertTrue(value >= before.getValue(), what + ", before it was " + before.getValue());
      }
      last = now;
    }
  }
}
