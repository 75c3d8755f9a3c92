package governance.runtime.internal.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Kind;
import governance.api.evaluate.Direction;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import governance.api.run.RunInfo;
import governance.api.run.RunStatus;
import governance.runtime.internal.store.JsonReader;
import governance.runtime.internal.support.FakeTensors;
import governance.runtime.internal.support.Runs;
import governance.runtime.internal.support.Specs;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlyStoppingRunTest {
  /** Steps in an epoch of the test's 200 rows: 120 to train on, 8 at once. */
  private static final int EPOCH = 15;

  @TempDir Path out;

  /**
   * A metric that knows the model only by its output: distance of the first class's mean
   * probability from the value that training passes in its third epoch.
   */
  private static Metric distance(double from) {
    return (set, settings) -> {
      double sum = 0;
      for (int i = 0; i < set.size(); i++) {
        sum += Math.abs(set.scores(0)[i] - 0.5);
      }
      double value = Math.abs(sum / set.size() - from);
      return MetricResult.of(value, Direction.LOWER_IS_BETTER, set.size());
    };
  }

  private Runs stopping(Specs specs, int patience) {
    Runs runs = Runs.sequences(specs.epochs(8).earlyStopping("test.distance", patience, 0));
    runs.registry.add(Kind.METRIC, "test.distance", distance(MEANT));
    specs.metric("test.distance");
    return runs;
  }

  /** Lies between the figures after the second and the fourth epoch of the test's training. */
  private static final double MEANT = 0.32;

  private static Map<?, ?> option(RunInfo run) {
    Map<String, Object> report = JsonReader.file(run.evidence().resolve("report.json"));
    Map<?, ?> training = (Map<?, ?>) report.get("training");
    return (Map<?, ?>) ((List<?>) training.get("options")).get(0);
  }

  private static Object figure(RunInfo run, String name) {
    return ((List<?>) option(run).get("figures"))
        .stream()
            .map(f -> (Map<?, ?>) f)
            .filter(f -> f.get("name").equals(name))
            .map(f -> f.get("value"))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void theModelIsThatOfTheBestEpoch() throws Exception {
    RunInfo run = TestService.over(stopping(new Specs(), 2), out).run();
    assertEquals(RunStatus.PASSED, run.status(), run.message());
    int best = ((Number) figure(run, "Best epoch")).intValue();
    int trained = ((Number) figure(run, "Epochs trained")).intValue();
    assertTrue(best > 1 && best < 6, "the test's metric must have its best within: " + best);
    assertEquals(best + 2, trained);
    assertEquals(trained * EPOCH, Files.readAllLines(at(run, "training.jsonl")).size());
    assertEquals("early-stopping", option(run).get("id"));
    // the same training as far as the best epoch, with the schedule of all epochs, kept to its end
    RunInfo kept = TestService.over(stopping(new Specs(), 100), out).run();
    assertEquals(best, ((Number) figure(kept, "Best epoch")).intValue());
    assertEquals(8 * EPOCH, Files.readAllLines(at(kept, "training.jsonl")).size());
    assertArrayEquals(model(run), model(kept));
    TestService service = TestService.over(Runs.sequences(new Specs().epochs(8)), out);
    RunInfo cancelled = cancelled(service, best * EPOCH);
    String weights = weights(at(cancelled, "checkpoints/step-" + best * EPOCH + ".bin"));
    assertEquals(weights, Files.readString(at(run, "model/model.safetensors")));
  }

  /** The weights in a checkpoint of the test's engine, written as it writes a model. */
  private static String weights(Path checkpoint) throws Exception {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(checkpoint));
    bytes.getLong();
    List<List<Double>> rows = new ArrayList<>();
    while (bytes.hasRemaining()) {
      rows.add(List.of(bytes.getDouble(), bytes.getDouble()));
    }
    return rows.toString();
  }

  private static RunInfo cancelled(TestService service, long step) throws Exception {
    service.follow(
        new RunListener() {
          @Override
          public void step(Progress progress) {
            if (progress.step() == step) {
              service.service().cancel(progress.run());
            }
          }
        });
    RunInfo stopped = service.run();
    assertEquals(RunStatus.CANCELLED, stopped.status(), "stopped at " + step);
    return stopped;
  }

  private static Path at(RunInfo run, String file) {
    return run.evidence().resolve(file);
  }

  private static byte[] model(RunInfo run) throws Exception {
    return Files.readAllBytes(at(run, "model/model.safetensors"));
  }

  @Test
  void onlyTheBestAndTheNewestCheckpointStay() throws Exception {
    RunInfo run = TestService.over(stopping(new Specs(), 2), out).run();
    int best = ((Number) figure(run, "Best epoch")).intValue();
    try (var files = Files.list(at(run, "checkpoints"))) {
      assertEquals(
          List.of(
                  "state.json",
                  "step-" + (best + 2) * EPOCH + ".bin",
                  "step-" + best * EPOCH + ".bin")
              .stream()
              .sorted()
              .toList(),
          files.map(f -> f.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void aStoppedRunGoesOnToTheSameResult() throws Exception {
    RunInfo whole = TestService.over(reference(), out).run();
    for (long step : new long[] {1, EPOCH, 3 * EPOCH, 3 * EPOCH + 4, 4 * EPOCH - 1}) {
      RunInfo stopped = cancelled(TestService.over(reference(), out), step);
      RunInfo resumed = TestService.over(reference(), out).resume(stopped.evidence());
      assertEquals(RunStatus.PASSED, resumed.status(), resumed.message());
      for (String file :
          List.of(
              "model/model.safetensors",
              "predictions.jsonl",
              "metrics.json",
              "training.jsonl",
              "training-reference.jsonl",
              "checkpoints/state.json")) {
        assertArrayEquals(
            Files.readAllBytes(at(whole, file)),
            Files.readAllBytes(at(stopped, file)),
            file + " stopped at " + step);
      }
    }
  }

  private Runs reference() {
    return stopping(new Specs().reference(), 2).penalty("p.slow", batch -> FakeTensors.tensor(0.3));
  }

  @Test
  void theReferenceStopsByItsOwnFigures() throws Exception {
    RunInfo run = TestService.over(reference(), out).run();
    int steps = Files.readAllLines(at(run, "training-reference.jsonl")).size();
    assertTrue(steps < 8 * EPOCH, "steps " + steps);
    RunInfo plain = TestService.over(stopping(new Specs(), 2), out).run();
    assertEquals(Files.readAllLines(at(plain, "training.jsonl")).size(), steps);
  }

  @Test
  void withoutValidationRowsItIsRefusedBeforeAnythingIsWritten() throws Exception {
    refused(stopping(new Specs().split(0, 0.2), 2), "needs validation rows and the data has none");
  }

  @Test
  void aMetricThatDoesNotJudgeIsRefused() throws Exception {
    Specs specs = new Specs().metric("test.size").earlyStopping("test.size", 2, 0);
    Runs runs = Runs.sequences(specs);
    Metric size = (set, s) -> MetricResult.of(set.size(), Direction.NEUTRAL, set.size());
    runs.registry.add(Kind.METRIC, "test.size", size);
    refused(runs, "test.size describes and does not judge");
  }

  private void refused(Runs runs, String why) throws Exception {
    TestService service = TestService.over(runs, out);
    RunInfo run = service.run();
    assertEquals(RunStatus.FAILED, run.status());
    assertTrue(run.message().contains(why), run.message());
    assertEquals(2, service.service().exitCode(run.id()));
    try (var left = Files.list(out)) {
      assertEquals(List.of(), left.toList());
    }
  }
}
