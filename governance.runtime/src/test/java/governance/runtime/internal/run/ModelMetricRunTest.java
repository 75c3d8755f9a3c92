package governance.runtime.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Kind;
import governance.api.Settings;
import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Interval;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.ModelMetric;
import governance.api.model.QueryableModel;
import governance.api.run.RunInfo;
import governance.api.run.RunStatus;
import governance.runtime.internal.store.JsonReader;
import governance.runtime.internal.support.FakeTensors;
import governance.runtime.internal.support.Runs;
import governance.runtime.internal.support.Specs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metrics that ask the model about texts of their own. */
class ModelMetricRunTest {
  private static final String ID = "x.pairs";

  @TempDir Path out;

  /** The mean difference between the scores of the sentences of a pair. */
  private static final class Pairs implements ModelMetric {
    final List<QueryableModel> asked = new ArrayList<>();

    @Override
    public MetricResult examine(QueryableModel model, EvaluationSet set, Settings settings) {
      asked.add(model);
      double[][] p =
          model.probabilities(List.of("case 1 has good credit", "case 1 has poor credit"));
      double difference = Math.abs(p[0][set.favourable()] - p[1][set.favourable()]);
      return MetricResult.of(difference, Direction.LOWER_IS_BETTER, 1)
          .withInterval(new Interval(0, 1, 0.95, "none"));
    }
  }

  private static Map<?, ?> metric(RunInfo run) {
    return (Map<?, ?>) JsonReader.file(run.evidence().resolve("metrics.json")).get(ID);
  }

  private static Object value(Map<?, ?> metric, String of) {
    return ((Map<?, ?>) metric.get(of)).get("value");
  }

  @Test
  void theFigureIsThatOfEachModelOfTheRun() throws Exception {
    Pairs pairs = new Pairs();
    Runs runs =
        Runs.sequences(new Specs().metric(ID).reference())
            .penalty("p.some", batch -> FakeTensors.tensor(0.9));
    runs.registry.add(Kind.METRIC, ID, pairs);
    RunInfo run = TestService.over(runs, out).run();
    assertEquals(RunStatus.PASSED, run.status(), run.message());
    Map<?, ?> metric = metric(run);
    assertEquals(3, pairs.asked.size(), "baseline, reference, tuned");
    assertNotEquals(value(metric, "baseline"), value(metric, "tuned"));
    assertNotEquals(value(metric, "reference"), value(metric, "tuned"));
    assertEquals("none", interval(metric).get("method"));
    assertThrows(
        IllegalStateException.class,
        () -> pairs.asked.get(0).probabilities(List.of("too late")),
        "the model is not kept");
  }

  private static Map<?, ?> interval(Map<?, ?> metric) {
    return (Map<?, ?>) ((Map<?, ?>) metric.get("tuned")).get("interval");
  }

  @Test
  void oneThatFailsIsMissingEvidence() throws Exception {
    ModelMetric bad =
        (model, set, settings) -> MetricResult.of(model.pieceScores(List.of("a")).size(), null, 0);
    Runs runs = Runs.sequences(new Specs().metric(ID));
    runs.registry.add(Kind.METRIC, ID, bad);
    RunInfo run = TestService.over(runs, out).run();
    assertEquals(RunStatus.BLOCKED, run.status(), run.message());
    assertTrue(metric(run).get("failure").toString().contains("MASKED_LANGUAGE_MODEL"));
  }

  @Test
  void whatOneModelCannotAnswerForIsRefused() throws Exception {
    for (Specs specs :
        List.of(
            new Specs().metric(ID).committee(2), new Specs().metric(ID).earlyStopping(ID, 1, 0))) {
      Runs runs = Runs.sequences(specs);
      runs.registry.add(Kind.METRIC, ID, new Pairs());
      RunInfo run = TestService.over(runs, out).run();
      assertEquals(RunStatus.FAILED, run.status());
      assertTrue(run.message().contains(ID + " asks"), run.message());
    }
  }
}
