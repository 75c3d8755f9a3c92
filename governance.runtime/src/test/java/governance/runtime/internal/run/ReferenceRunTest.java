package governance.runtime.internal.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Kind;
import governance.api.data.Dataset;
import governance.api.data.DatasetTransform;
import governance.api.data.FittedTransform;
import governance.api.data.Split;
import governance.api.data.TransformResult;
import governance.api.run.RunInfo;
import governance.api.run.RunStatus;
import governance.runtime.internal.store.JsonReader;
import governance.runtime.internal.support.FakeTensors;
import governance.runtime.internal.support.Runs;
import governance.runtime.internal.support.Specs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceRunTest {
  @TempDir Path out;

  /** The penalty shrinks steps, so that the tuned model learns less than the reference. */
  private static Runs governed(Specs specs) {
    return Runs.sequences(specs).penalty("p.slow", batch -> FakeTensors.tensor(30));
  }

  private static Map<?, ?> accuracy(RunInfo run) {
    Map<String, Object> metrics = JsonReader.file(run.evidence().resolve("metrics.json"));
    return (Map<?, ?>) metrics.get("test.accuracy");
  }

  private static double value(Object figure) {
    return ((Number) ((Map<?, ?>) figure).get("value")).doubleValue();
  }

  private static byte[] bytes(RunInfo run, String file) throws IOException {
    return Files.readAllBytes(run.evidence().resolve(file));
  }

  @Test
  void theReferenceIsTheSameRunWithoutPenalties() throws Exception {
    RunInfo governed = TestService.over(governed(new Specs().reference()), out).run();
    RunInfo plain = TestService.over(Runs.sequences(new Specs()), out).run();
    assertEquals(RunStatus.PASSED, governed.status(), governed.message());
    Map<?, ?> with = accuracy(governed);
    assertEquals(accuracy(plain).get("tuned"), with.get("reference"));
    assertEquals(accuracy(plain).get("baseline"), with.get("baseline"));
    assertNotEquals(with.get("tuned"), with.get("reference"));
    assertEquals(
        value(with.get("tuned")) - value(with.get("reference")), value(with.get("cost")), 1e-12);
    assertTrue(((Map<?, ?>) with.get("cost")).get("interval") instanceof Map, with.toString());
    assertEquals(30, governed.step());
    assertTrue(Files.exists(governed.evidence().resolve("training-reference.jsonl")));
    String line = Files.readAllLines(governed.evidence().resolve("predictions.jsonl")).get(0);
    String same = Files.readAllLines(plain.evidence().resolve("predictions.jsonl")).get(0);
    assertEquals(JsonReader.object(same).get("tuned"), JsonReader.object(line).get("reference"));
  }

  @Test
  void theReportComparesWithTheReference() throws Exception {
    RunInfo run = TestService.over(governed(new Specs().reference()), out).run();
    Map<String, Object> report = JsonReader.file(run.evidence().resolve("report.json"));
    Map<?, ?> row = (Map<?, ?>) ((List<?>) report.get("summary")).get(0);
    assertEquals(accuracy(run).get("reference"), row.get("reference"));
    Map<?, ?> costs = (Map<?, ?>) report.get("costs");
    assertTrue(costs.get("reference").toString().startsWith("the same training"), costs.toString());
    assertTrue(report.get("methods").toString().contains("Without penalties"));
  }

  @Test
  void withoutTheOptionNothingIsAdded() throws Exception {
    RunInfo run = TestService.over(governed(new Specs()), out).run();
    assertFalse(accuracy(run).containsKey("reference"));
    assertFalse(Files.exists(run.evidence().resolve("training-reference.jsonl")));
  }

  @Test
  void withNothingToLeaveOutThereIsNoReference() throws Exception {
    RunInfo run = TestService.over(Runs.sequences(new Specs().reference()), out).run();
    assertFalse(accuracy(run).containsKey("reference"));
  }

  @Test
  void transformsAgainstBiasAreLeftOutAndOthersStay() throws Exception {
    List<String> fitted = new ArrayList<>();
    Specs specs = new Specs().reference();
    Runs runs = Runs.sequences(specs);
    for (String id : List.of("data.plain", "fairness.plain")) {
      runs.registry.add(Kind.TRANSFORM, id, noting(id, fitted));
      specs.transform(id);
    }
    RunInfo run = TestService.over(runs, out).run();
    assertEquals(RunStatus.PASSED, run.status(), run.message());
    assertEquals(List.of("data.plain", "fairness.plain", "data.plain"), fitted);
    assertEquals(accuracy(run).get("tuned"), accuracy(run).get("reference"));
  }

  private static DatasetTransform noting(String id, List<String> fitted) {
    return setup -> {
      fitted.add(id);
      return new FittedTransform() {
        @Override
        public TransformResult apply(Dataset data, Split split) {
          return new TransformResult(data, List.of());
        }

        @Override
        public String state() {
          return "";
        }
      };
    };
  }

  @Test
  void aRunStoppedInTheReferenceGoesOnToTheSameResult() throws Exception {
    RunInfo whole = TestService.over(governed(new Specs().reference()), out).run();
    for (long step : new long[] {1, 13}) {
      TestService service = TestService.over(governed(new Specs().reference()), out);
      service.follow(stoppingAt(service, step));
      RunInfo stopped = service.run();
      assertEquals(RunStatus.CANCELLED, stopped.status());
      assertTrue(Files.exists(stopped.evidence().resolve("checkpoints/step-30.bin")));
      TestService again = TestService.over(governed(new Specs().reference()), out);
      RunInfo resumed = again.resume(stopped.evidence());
      assertEquals(RunStatus.PASSED, resumed.status(), resumed.message());
      for (String file :
          List.of(
              "metrics.json", "predictions.jsonl", "training.jsonl", "training-reference.jsonl")) {
        assertArrayEquals(bytes(whole, file), bytes(stopped, file), file + " stopped at " + step);
      }
    }
  }

  private static RunListener stoppingAt(TestService service, long step) {
    return new RunListener() {
      private boolean reference;

      @Override
      public void phase(RunInfo run, Phase phase) {
        reference = phase == Phase.REFERENCE;
      }

      @Override
      public void step(Progress progress) {
        if (reference && progress.step() == step) {
          service.service().cancel(progress.run());
        }
      }
    };
  }
}
