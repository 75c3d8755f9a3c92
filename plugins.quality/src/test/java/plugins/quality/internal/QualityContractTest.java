package plugins.quality.internal;

import governance.api.evaluate.Metric;
import governance.api.model.Task;
import governance.testkit.EvaluationCase;
import governance.testkit.MetricContract;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;

class QualityContractTest {
  @Nested
  class OfAccuracy extends MetricContract {
    @Override
    protected Metric metric() {
      return new Accuracy();
    }
  }

  @Nested
  class OfBalancedAccuracy extends MetricContract {
    @Override
    protected Metric metric() {
      return new BalancedAccuracy();
    }
  }

  @Nested
  class OfSensitivity extends MetricContract {
    @Override
    protected Metric metric() {
      return new Sensitivity();
    }
  }

  @Nested
  class OfSpecificity extends MetricContract {
    @Override
    protected Metric metric() {
      return new Specificity();
    }
  }

  @Nested
  class OfMacroF1 extends MetricContract {
    @Override
    protected Metric metric() {
      return new MacroF1();
    }
  }

  @Nested
  class OfClassificationReport extends MetricContract {
    @Override
    protected Metric metric() {
      return new ClassificationReport();
    }
  }

  @Nested
  class OfAuc extends MetricContract {
    @Override
    protected Metric metric() {
      return new Auc();
    }
  }

  @Nested
  class OfExpectedCost extends MetricContract {
    @Override
    protected Metric metric() {
      return new ExpectedCost();
    }
  }

  @Nested
  class OfCalibrationError extends MetricContract {
    @Override
    protected Metric metric() {
      return new CalibrationError();
    }

    /** The binned estimate is biased upwards in small samples (Kumar et al. 2019, section 4). */
    @Override
    protected boolean covers() {
      return false;
    }
  }

  @Nested
  class OfEntityF1 extends MetricContract {
    @Override
    protected Metric metric() {
      return new EntityF1();
    }

    @Override
    protected Set<Task> tasks() {
      return Set.of(Task.TOKEN_CLASSIFICATION);
    }
  }

  @Nested
  class OfStrictEntityF1 extends OfEntityF1 {
    @Override
    protected Map<String, Object> settings() {
      return Map.of("mode", "strict");
    }
  }

  @Nested
  class OfMaskedLoss extends MetricContract {
    @Override
    protected Metric metric() {
      return new MaskedLoss();
    }

    @Override
    protected Set<Task> tasks() {
      return Set.of(Task.MASKED_LANGUAGE_MODEL);
    }
  }

  @Nested
  class OfMaskedAccuracy extends OfMaskedLoss {
    @Override
    protected Metric metric() {
      return new MaskedAccuracy();
    }
  }

  @Nested
  class OfPseudoPerplexity extends OfMaskedLoss {
    @Override
    protected Metric metric() {
      return new PseudoPerplexity();
    }
  }

  @Nested
  class OfMatthewsCorrelation extends MetricContract {
    @Override
    protected Metric metric() {
      return new MatthewsCorrelation();
    }
  }

  @Nested
  class OfCohensKappa extends MetricContract {
    @Override
    protected Metric metric() {
      return new CohensKappa();
    }
  }

  @Nested
  class OfBrierScore extends MetricContract {
    @Override
    protected Metric metric() {
      return new BrierScore();
    }
  }

  @Nested
  class OfYoudenIndex extends MetricContract {
    @Override
    protected Metric metric() {
      return new YoudenIndex();
    }

    /** The greatest difference over thresholds is biased upwards in small samples. */
    @Override
    protected boolean covers() {
      return false;
    }
  }

  @Nested
  class OfTagF1 extends MetricContract {
    @Override
    protected Metric metric() {
      return new TagF1();
    }

    @Override
    protected Set<Task> tasks() {
      return Set.of(Task.TOKEN_CLASSIFICATION);
    }
  }

  @Nested
  class OfWordErrorRate extends MetricContract {
    @Override
    protected Metric metric() {
      return new WordErrorRate();
    }

    @Override
    protected EvaluationCase regular(Task task) {
      return EvaluationCase.regular(task)
          .column("reference", text -> "one two " + text.age())
          .column("hypothesis", text -> "one " + text.sex() + " old");
    }
  }

  @Nested
  class OfDrift extends MetricContract {
    @Override
    protected Metric metric() {
      return new Drift();
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("column", "value", "reference", "old");
    }

    @Override
    protected EvaluationCase regular(Task task) {
      return EvaluationCase.regular(task)
          .column("period", EvaluationCase.Text::age)
          .column("value", text -> String.valueOf(Math.round(10 * text.scores()[0][0])));
    }

    /** A distance that is near 0 in truth is biased upwards in small samples. */
    @Override
    protected boolean covers() {
      return false;
    }
  }
}
