package plugins.fairness.internal.transform;

import governance.api.data.DatasetTransform;
import governance.testkit.TransformContract;
import java.util.Map;
import org.junit.jupiter.api.Nested;

class ResamplingContractTest {
  @Nested
  class Uniform extends TransformContract {
    @Override
    protected DatasetTransform transform() {
      return new Resampling();
    }
  }

  @Nested
  class Preferential extends TransformContract {
    @Override
    protected DatasetTransform transform() {
      return new Resampling();
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("choice", "PREFERENTIAL", "goal", "EQUAL", "sampling", "OVER");
    }
  }
}
