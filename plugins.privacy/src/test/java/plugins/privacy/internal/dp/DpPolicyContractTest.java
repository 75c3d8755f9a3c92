package plugins.privacy.internal.dp;

import governance.api.train.GradientPolicy;
import governance.testkit.GradientPolicyContract;
import java.util.Map;

class DpPolicyContractTest extends GradientPolicyContract {
  @Override
  protected GradientPolicy policy() {
    return new DpPolicy();
  }

  @Override
  protected Map<String, Object> settings() {
    return Map.of("epsilon", 3.0);
  }
}
