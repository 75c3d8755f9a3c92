package plugins.privacy.internal.anonymity;

import governance.api.data.DatasetTransform;
import governance.testkit.TransformContract;
import java.util.List;
import java.util.Map;

class KAnonymityGlobalContractTest extends TransformContract {
  @Override
  protected DatasetTransform transform() {
    return new KAnonymity();
  }

  @Override
  protected Map<String, Object> settings() {
    return Map.of(
        "quasi",
        List.of("income", "housing"),
        "k",
        2,
        "method",
        "GLOBAL",
        "suppress",
        0.4,
        "hierarchies",
        List.of("income=interval:10,50"));
  }
}
