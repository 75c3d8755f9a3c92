package plugins.privacy.internal.attack;

import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Settings;
import governance.api.train.GradientPlan;
import governance.api.train.PolicySetup;
import governance.testkit.PrivacyAudit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import plugins.privacy.internal.dp.DpPolicy;

/** What the engine makes of the plan of {@code privacy.dp} keeps its promise. */
class DpAuditTest {
  private record Setup(Settings settings, long rows, int batchSize, long steps)
      implements PolicySetup {}

  @Test
  void thePlanOfAnEpsilonIsKept() throws Exception {
    Settings settings = Settings.of("privacy.dp", Map.of("epsilon", 2.0, "delta", "1e-5"));
    GradientPlan plan = new DpPolicy().plan(new Setup(settings, 64, 8, 20));
    PrivacyAudit.Result result = new PrivacyAudit(plan).run(10, 1e-5);
    assertTrue(result.passed(), result::toString);
  }
}
