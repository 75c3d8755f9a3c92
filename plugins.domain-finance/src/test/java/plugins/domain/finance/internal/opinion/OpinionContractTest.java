package plugins.domain.finance.internal.opinion;

import governance.api.data.DataSource;
import governance.api.evaluate.Direction;
import governance.api.evaluate.Gate;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.Part;
import governance.api.model.Task;
import governance.testkit.DataSourceContract;
import governance.testkit.EvaluationCase;
import governance.testkit.GateContract;
import governance.testkit.GateEvidence;
import governance.testkit.MetricContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;

class OpinionContractTest {
  @Nested
  class OfOpinionPosts extends DataSourceContract {
    @Override
    protected DataSource source() {
      return new OpinionPosts();
    }

    /** The seed is a setting: a run's seed leaves the data alone. */
    @Override
    protected boolean seeded() {
      return false;
    }
  }

  @Nested
  class OfSentimentMonitor extends MetricContract {
    @Override
    protected Metric metric() {
      return new SentimentMonitor();
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("negative", "no", "minimum", 1);
    }

    @Override
    protected Set<Task> tasks() {
      return Set.of(Task.SEQUENCE_CLASSIFICATION);
    }

    @Override
    protected EvaluationCase regular(Task task) {
      return EvaluationCase.regular(task)
          .column("date", text -> text.age() == null ? null : date(text))
          .column("topic", text -> "old".equals(text.age()) ? "cards" : "loans");
    }

    private static String date(EvaluationCase.Text text) {
      return "2026-01-" + (10 + (int) (text.scores()[0][0] * 19));
    }
  }

  @Nested
  class OfSentimentAlert extends GateContract {
    @Override
    protected Gate gate() {
      return new SentimentAlert();
    }

    @Override
    protected GateEvidence passing() {
      return evidence(List.of());
    }

    @Override
    protected GateEvidence failing() {
      String alert = SentimentMonitor.ALERT + "cards 2026-W03";
      return evidence(
          List.of(
              Part.of(alert + SentimentMonitor.SHARE, 0.9),
              Part.of(alert + SentimentMonitor.BEFORE, 0.2),
              Part.of(alert + SentimentMonitor.PROBABILITY, 1e-6)));
    }

    private static GateEvidence evidence(List<Part> alerts) {
      List<Part> parts = new ArrayList<>(alerts);
      parts.add(Part.of(SentimentMonitor.COMPARISONS, 12));
      parts.add(Part.of(SentimentMonitor.LIMIT, 0.01));
      MetricResult found = MetricResult.of(alerts.size(), Direction.NEUTRAL, 100).withParts(parts);
      return GateEvidence.none().metric(SentimentMonitor.ID, found, found);
    }
  }
}
