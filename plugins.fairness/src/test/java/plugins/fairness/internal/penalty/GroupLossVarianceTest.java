package plugins.fairness.internal.penalty;

import governance.api.train.Penalty;
import governance.testkit.PenaltyContract;
import java.util.Map;
import org.junit.jupiter.api.Nested;

class GroupLossVarianceTest extends PenaltyContract {
  @Override
  protected Penalty penalty() {
    return new GroupLossVariance();
  }

  @Nested
  class OfRunningLosses extends PenaltyContract {
    @Override
    protected Penalty penalty() {
      return new GroupLossVariance();
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("running", 0.8, "minimumGroup", 2);
    }
  }
}
