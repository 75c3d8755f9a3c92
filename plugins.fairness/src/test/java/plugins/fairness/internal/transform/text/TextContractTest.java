package plugins.fairness.internal.transform.text;

import governance.api.data.DatasetTransform;
import governance.testkit.TransformContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;

class TextContractTest {
  @Nested
  class Augmented extends TransformContract {
    @Override
    protected DatasetTransform transform() {
      return new CounterfactualAugmentation();
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("pairs", List.of("text=letter"), "protectedValues", List.of("sex:f0=f1"));
    }
  }

  @Nested
  class Replaced extends TransformContract {
    @Override
    protected DatasetTransform transform() {
      return new CounterfactualAugmentation();
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("pairs", List.of("text=letter"), "mode", "REPLACE", "share", 0.5);
    }
  }

  @Nested
  class Masked extends TransformContract {
    @Override
    protected DatasetTransform transform() {
      return new TermMasking();
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("terms", List.of("text"));
    }
  }

  @Nested
  class Synonyms extends TransformContract {
    @Override
    protected DatasetTransform transform() {
      return new SynonymReplacement();
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("synonyms", List.of("text|letter|note"), "rate", 0.7);
    }
  }
}
