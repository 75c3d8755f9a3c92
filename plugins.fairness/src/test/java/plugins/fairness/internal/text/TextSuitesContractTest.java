package plugins.fairness.internal.text;

import governance.api.evaluate.ModelMetric;
import governance.api.model.Task;
import governance.testkit.ModelMetricContract;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;

/** What every metric that asks the model keeps to. */
class TextSuitesContractTest {
  @Nested
  class Crows extends ModelMetricContract {
    @Override
    protected ModelMetric metric() {
      return new CrowsPairs(Resources.HERE);
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("file", "crows.csv");
    }

    @Override
    protected Set<Task> tasks() {
      return Set.of(Task.values());
    }
  }

  @Nested
  class WinoPronouns extends ModelMetricContract {
    @Override
    protected ModelMetric metric() {
      return new WinoBiasPronouns(Resources.HERE);
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("file", "wino.csv");
    }

    @Override
    protected Set<Task> tasks() {
      return Set.of(Task.values());
    }
  }

  @Nested
  class WinoFlips extends ModelMetricContract {
    @Override
    protected ModelMetric metric() {
      return new WinoBiasFlips(Resources.HERE);
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("file", "wino.csv");
    }
  }

  @Nested
  class Gap extends ModelMetricContract {
    @Override
    protected ModelMetric metric() {
      return new GapNameChoice(Resources.HERE);
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("file", "gap.tsv");
    }

    @Override
    protected Set<Task> tasks() {
      return Set.of(Task.values());
    }
  }

  @Nested
  class Identity extends ModelMetricContract {
    @Override
    protected ModelMetric metric() {
      return new IdentityTermBias(Resources.HERE);
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("file", "phrases.csv", "terms", "words.csv", "positive", "");
    }
  }

  @Nested
  class Tokens extends ModelMetricContract {
    @Override
    protected ModelMetric metric() {
      return new TokenGap(Resources.HERE);
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("file", "phrases.csv", "terms", "words.csv");
    }
  }

  @Nested
  class Shift extends ModelMetricContract {
    @Override
    protected ModelMetric metric() {
      return new DescriptorShift(Resources.HERE);
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("descriptors", "descriptors.json", "templates", "sentences.json");
    }
  }
}
