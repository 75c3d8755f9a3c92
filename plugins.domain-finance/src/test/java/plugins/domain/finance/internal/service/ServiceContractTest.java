package plugins.domain.finance.internal.service;

import governance.api.data.DataSource;
import governance.api.data.DatasetTransform;
import governance.api.evaluate.Metric;
import governance.api.model.Task;
import governance.testkit.DataSourceContract;
import governance.testkit.EvaluationCase;
import governance.testkit.MetricContract;
import governance.testkit.TransformContract;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;

class ServiceContractTest {
  @Nested
  class OfServiceDialogues extends DataSourceContract {
    @Override
    protected DataSource source() {
      return new ServiceDialogues();
    }

    /** The seed is a setting: a run's seed leaves the data alone. */
    @Override
    protected boolean seeded() {
      return false;
    }
  }

  @Nested
  class OfAnswerRetrieval extends TransformContract {
    @Override
    protected DatasetTransform transform() {
      return new AnswerRetrieval();
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("answer", "housing");
    }
  }

  @Nested
  class OfAnswerAccuracy extends MetricContract {
    @Override
    protected Metric metric() {
      return new AnswerAccuracy();
    }

    @Override
    protected Set<Task> tasks() {
      return Set.of(Task.SEQUENCE_CLASSIFICATION);
    }

    @Override
    protected EvaluationCase regular(Task task) {
      EvaluationCase of = EvaluationCase.regular(task);
      for (String name : of.classes()) {
        of = of.column(AnswerRetrieval.TEMPLATE + name, text -> "template of " + name);
      }
      return of.column("answer", text -> "m".equals(text.sex()) ? "template of no" : "b")
          .column(AnswerRetrieval.ANSWER, text -> "b")
          .column(AnswerRetrieval.SIMILARITY, text -> "" + text.scores()[0][0]);
    }
  }
}
