package plugins.privacy.internal.person;

import governance.api.data.DatasetTransform;
import governance.testkit.TransformContract;
import java.util.Map;

class RowsPerPersonContractTest extends TransformContract {
  @Override
  protected DatasetTransform transform() {
    return new RowsPerPerson();
  }

  @Override
  protected Map<String, Object> settings() {
    return Map.of("subject", "sex", "most", 20);
  }
}
