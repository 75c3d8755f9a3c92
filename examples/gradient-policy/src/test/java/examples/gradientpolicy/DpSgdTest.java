package examples.gradientpolicy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import governance.api.Settings;
import governance.api.train.GradientPlan;
import governance.api.train.GradientPlan.Clipping;
import governance.api.train.GradientPlan.Sampling;
import governance.api.train.GradientPolicy;
import governance.api.train.PolicySetup;
import governance.testkit.GradientPolicyContract;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DpSgdTest extends GradientPolicyContract {
  @Override
  protected GradientPolicy policy() {
    return new DpSgd();
  }

  private record Setup(Settings settings, long rows, int batchSize, long steps)
      implements PolicySetup {}

  private static Setup setup(Map<String, Object> settings) {
    return new Setup(Settings.of("test", settings), 60_000, 600, 10_000);
  }

  @Test
  void rowsAreClippedNoisedAndDrawnEachForItself() {
    assertEquals(
        new GradientPlan(Clipping.PER_SAMPLE, 0.5, 4, Sampling.POISSON),
        new DpSgd().plan(setup(Map.of("clip", 0.5, "noise", 4))));
  }

  /** The published figure of {@link RenyiBudgetTest}, at a sampling rate of 600 / 60,000. */
  @Test
  void theBudgetFollowsFromTheRateOfSampling() {
    Map<String, Double> spent = new DpSgd().spent(setup(Map.of("noise", 4)), 10_000);
    assertEquals(1.26, spent.get("epsilon"), 0.01);
    assertEquals(1e-5, spent.get("delta"));
    assertEquals(0, new DpSgd().spent(setup(Map.of()), 0).get("epsilon"));
  }
}
