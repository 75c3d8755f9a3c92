package plugins.data.internal.balance;

import governance.api.data.DatasetTransform;
import governance.testkit.TransformContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;

class ClassWeightsContractTest {
  @Nested
  class Balanced extends TransformContract {
    @Override
    protected DatasetTransform transform() {
      return new ClassWeights();
    }
  }

  @Nested
  class ByCost extends TransformContract {
    @Override
    protected DatasetTransform transform() {
      return new ClassWeights();
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("costs", List.of("yes=5"));
    }
  }
}
