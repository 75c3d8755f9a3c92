package plugins.privacy.internal.anonymity;

import governance.api.inspect.DataAnalysis;
import governance.testkit.DataAnalysisContract;
import java.util.List;
import java.util.Map;

class ReidentificationContractTest extends DataAnalysisContract {
  @Override
  protected DataAnalysis analysis() {
    return new Reidentification();
  }

  @Override
  protected Map<String, Object> settings() {
    return Map.of("quasi", List.of("sex", "default"), "sensitive", "default");
  }
}
