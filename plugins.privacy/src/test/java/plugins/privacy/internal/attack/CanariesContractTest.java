package plugins.privacy.internal.attack;

import governance.api.data.DatasetTransform;
import governance.testkit.TransformContract;
import java.util.Map;

class CanariesContractTest extends TransformContract {
  @Override
  protected DatasetTransform transform() {
    return new Canaries();
  }

  @Override
  protected Map<String, Object> settings() {
    return Map.of("count", 8, "repeats", 2, "references", 20);
  }
}
