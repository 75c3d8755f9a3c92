package plugins.fairness.internal.penalty;

import governance.api.train.Penalty;
import governance.testkit.PenaltyContract;
import java.util.Map;
import org.junit.jupiter.api.Nested;

class GroupDroTest extends PenaltyContract {
  @Override
  protected Penalty penalty() {
    return new GroupDro();
  }

  @Nested
  class OfASmoothMaximum extends PenaltyContract {
    @Override
    protected Penalty penalty() {
      return new GroupDro();
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("form", "smooth", "running", 0.9);
    }
  }
}
