package plugins.fairness.internal.transform;

import governance.api.data.DatasetTransform;
import governance.testkit.TransformContract;
import java.util.Map;

class DisparateImpactRepairContractTest extends TransformContract {
  @Override
  protected DatasetTransform transform() {
    return new DisparateImpactRepair();
  }

  @Override
  protected Map<String, Object> settings() {
    return Map.of("minimumGroup", 1);
  }
}
