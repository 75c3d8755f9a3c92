package ${package};

import governance.api.train.Penalty;
import governance.testkit.PenaltyContract;
import java.util.Map;

class ${className}PenaltyTest extends PenaltyContract {
  @Override
  protected Penalty penalty() {
    return new ${className}Penalty();
  }

  /** So low that every row of the test's batches exceeds it. */
  @Override
  protected Map<String, Object> settings() {
    return Map.of("cap", 0.2);
  }
}
