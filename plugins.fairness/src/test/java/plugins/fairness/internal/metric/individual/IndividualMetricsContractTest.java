package plugins.fairness.internal.metric.individual;

import governance.api.evaluate.Metric;
import governance.api.model.Task;
import governance.testkit.EvaluationCase;
import governance.testkit.MetricContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;

class IndividualMetricsContractTest {
  private static final List<String> GRADES = List.of("1", "2", "3", "4", "5");
  private static final Map<String, Object> SETTINGS =
      Map.of("privileged", List.of("sex=m", "age=old"));

  @Nested
  class OfAbsoluteErrorDifference extends MetricContract {
    @Override
    protected Metric metric() {
      return new AbsoluteErrorDifference();
    }

    @Override
    protected Map<String, Object> settings() {
      return SETTINGS;
    }

    @Override
    protected EvaluationCase regular(Task task) {
      EvaluationCase of = EvaluationCase.regular(task);
      return new EvaluationCase(
          of.name(), task, GRADES.subList(0, of.classes().size()), 1, of.texts(), true, Map.of());
    }
  }

  @Nested
  class OfBetweenGroupEntropy extends MetricContract {
    @Override
    protected Metric metric() {
      return new BetweenGroupEntropy();
    }
  }

  @Nested
  class OfCoefficientOfVariation extends MetricContract {
    @Override
    protected Metric metric() {
      return new CoefficientOfVariation();
    }
  }

  @Nested
  class OfEquality extends MetricContract {
    @Override
    protected Metric metric() {
      return new Equality();
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("content", List.of("years", "kind"));
    }

    @Override
    protected EvaluationCase regular(Task task) {
      return EvaluationCase.regular(task)
          .column("years", text -> String.valueOf(Math.round(10 * text.scores()[0][0])))
          .column("kind", text -> text.age() == null ? null : "kind " + text.age().charAt(0));
    }
  }

  @Nested
  class OfExpectedCostDifference extends MetricContract {
    @Override
    protected Metric metric() {
      return new ExpectedCostDifference();
    }

    @Override
    protected Map<String, Object> settings() {
      return SETTINGS;
    }
  }

  @Nested
  class OfGeneralizedEntropy extends MetricContract {
    @Override
    protected Metric metric() {
      return new GeneralizedEntropy();
    }
  }

  @Nested
  class OfConsistencyScore extends MetricContract {
    @Override
    protected Metric metric() {
      return new ConsistencyScore();
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("content", List.of("years", "kind"));
    }

    /** A least or greatest of many figures of few rows is biased in small samples. */
    @Override
    protected boolean covers() {
      return false;
    }

    @Override
    protected EvaluationCase regular(Task task) {
      return EvaluationCase.regular(task)
          .column("years", text -> String.valueOf(Math.round(10 * text.scores()[0][0])))
          .column("kind", text -> text.age() == null ? null : "kind " + text.age().charAt(0));
    }
  }

  @Nested
  class OfSampleDistortion extends MetricContract {
    @Override
    protected Metric metric() {
      return new SampleDistortion();
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("before", List.of("years"), "after", List.of("again"));
    }

    @Override
    protected EvaluationCase regular(Task task) {
      return EvaluationCase.regular(task)
          .column("years", text -> String.valueOf(Math.round(10 * text.scores()[0][0])))
          .column("again", text -> String.valueOf(Math.round(9 * text.scores()[0][0])));
    }
  }

  @Nested
  class OfTheilIndex extends MetricContract {
    @Override
    protected Metric metric() {
      return new TheilIndex();
    }
  }
}
