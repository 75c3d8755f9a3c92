package governance.runtime.internal.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.run.RunInfo;
import governance.api.run.RunStatus;
import governance.runtime.internal.spec.GateSpec;
import governance.runtime.internal.spec.GateSpec.Of;
import governance.runtime.internal.spec.GateSpec.Severity;
import governance.runtime.internal.spec.GateSpec.Source;
import governance.runtime.internal.spec.GateSpec.Threshold;
import governance.runtime.internal.spec.Weight;
import governance.runtime.internal.store.Digests;
import governance.runtime.internal.store.EventChain;
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
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullRunTest {
  @TempDir Path out;

  private static GateSpec accuracyOf(double least) {
    Threshold threshold =
        new Threshold("test.accuracy", least, Double.NaN, Of.TUNED, Severity.FAIL, Source.NONE);
    return new GateSpec("accuracy", threshold, Map.of());
  }

  @Test
  void theReportSaysWhatAMetricSays() throws Exception {
    Runs runs = Runs.sequences(new Specs());
    runs.registry.describe("test.accuracy", "Share of rows whose class was recognised.");
    RunInfo run = TestService.over(runs, out).run();
    Map<String, Object> report = JsonReader.file(run.evidence().resolve("report.json"));
    Map<?, ?> row = (Map<?, ?>) ((List<?>) report.get("summary")).get(0);
    assertEquals("Share of rows whose class was recognised.", row.get("description"));
  }

  @Test
  void aRunLeavesItsWholeEvidence() throws Exception {
    Runs runs = Runs.sequences(new Specs().gate(accuracyOf(0.8)));
    RunInfo run = TestService.over(runs, out).run();
    assertEquals(RunStatus.PASSED, run.status(), run.message());
    assertEquals(
        Set.of(
            "checkpoints/state.json",
            "checkpoints/step-30.bin",
            "data/bias-adjusted.jsonl",
            "data/card.json",
            "data/explained.jsonl",
            "data/lineage.json",
            "data/published.jsonl",
            "data/splits.json",
            "environment.json",
            "events.jsonl",
            "explanations/test.lengths.json",
            "gates.json",
            "manifest.json",
            "metrics.json",
            "model/config.json",
            "model/model.safetensors",
            "model/tokenizer.json",
            "plan.json",
            "predictions.jsonl",
            "report.json",
            "spec.json",
            "status.json",
            "timing.json",
            "training.jsonl"),
        files(run.evidence()));
    assertEquals(List.of("report.json application/json true"), runs.delivered);
    assertEquals(0, runs.registry.holding());
  }

  @Test
  void theChainHoldsAndTheManifestIsSealedInIt() throws Exception {
    RunInfo run = TestService.over(Runs.sequences(new Specs()), out).run();
    List<String> events = Files.readAllLines(run.evidence().resolve("events.jsonl"));
    assertEquals(List.of(), EventChain.check(events));
    String sealed = events.stream().filter(e -> e.contains("\"sealed\"")).findFirst().orElseThrow();
    assertTrue(sealed.contains(Digests.of(run.evidence().resolve("manifest.json"))), sealed);
    Map<String, Object> manifest = JsonReader.file(run.evidence().resolve("manifest.json"));
    manifest.forEach(
        (name, entry) ->
            assertEquals(
                ((Map<?, ?>) entry).get("sha256"), Digests.of(run.evidence().resolve(name)), name));
    assertTrue(manifest.containsKey("model/model.safetensors"));
    Map<String, Object> status = JsonReader.file(run.evidence().resolve("status.json"));
    assertTrue(events.get(events.size() - 1).contains(status.get("eventsHead").toString()));
  }

  @Test
  void aBlockingGateBlocks() throws Exception {
    TestService service = TestService.over(Runs.sequences(new Specs().gate(accuracyOf(1.1))), out);
    RunInfo run = service.run();
    assertEquals(RunStatus.BLOCKED, run.status());
    assertEquals(3, service.service().exitCode(run.id()));
    Map<String, Object> report = JsonReader.file(run.evidence().resolve("report.json"));
    Map<?, ?> verdict = (Map<?, ?>) report.get("verdict");
    assertEquals("FAIL", verdict.get("status"));
    assertEquals(List.of("accuracy"), verdict.get("failing"));
  }

  @Test
  void trainingIsLoggedStepByStepWithItsWeights() throws Exception {
    Specs specs = new Specs();
    Runs runs =
        Runs.sequences(specs)
            .penalty("p.fixed", batch -> FakeTensors.tensor(2))
            .penalty(
                "p.ramp",
                new Weight.Ramp(0, 1, 0.5, Weight.Shape.LINEAR),
                batch -> FakeTensors.tensor(1))
            .penalty("p.target", new Weight.Target(0.1), batch -> FakeTensors.tensor(0.3));
    RunInfo run = TestService.over(runs, out).run();
    List<String> lines = Files.readAllLines(run.evidence().resolve("training.jsonl"));
    assertEquals(30, lines.size());
    Map<?, ?> weights = (Map<?, ?>) JsonReader.object(lines.get(10)).get("weights");
    assertEquals(0.5, weights.get("p.fixed"));
    assertEquals(10 / 15.0, (Double) weights.get("p.ramp"), 1e-12);
    assertEquals(10 * 0.02 / 0.1 * (0.3 - 0.1), (Double) weights.get("p.target"), 1e-9);
    Map<String, Object> report = JsonReader.file(run.evidence().resolve("report.json"));
    assertTrue(
        report.get("objectives").toString().contains("kind=target, target=0.1, first=0"),
        report.toString());
    Map<?, ?> training = (Map<?, ?>) report.get("training");
    assertEquals(2, ((List<?>) training.get("validation")).size());
  }

  @Test
  void wordsAreTagged() throws Exception {
    RunInfo run = TestService.over(Runs.tags(new Specs().epochs(3)), out).run();
    assertEquals(RunStatus.PASSED, run.status(), run.message());
    Map<?, ?> metric =
        (Map<?, ?>) JsonReader.file(run.evidence().resolve("metrics.json")).get("test.accuracy");
    assertTrue(
        ((Number) ((Map<?, ?>) metric.get("tuned")).get("value")).doubleValue() > 0.9,
        metric.toString());
    assertEquals(24 * 4L, ((Map<?, ?>) metric.get("tuned")).get("n"));
  }

  /** What may differ is listed in docs/evidence.md. */
  @Test
  void oneSeedGivesOneEvidence() throws Exception {
    Set<String> times =
        Set.of("events.jsonl", "status.json", "timing.json", "manifest.json", "report.json");
    RunInfo first = TestService.over(Runs.sequences(new Specs()), out).run();
    RunInfo second = TestService.over(Runs.sequences(new Specs()), out).run();
    assertNotEquals(first.id(), second.id());
    assertEquals(files(first.evidence()), files(second.evidence()));
    for (String name : files(first.evidence())) {
      if (!times.contains(name)) {
        byte[] one = Files.readAllBytes(first.evidence().resolve(name));
        assertArrayEquals(one, Files.readAllBytes(second.evidence().resolve(name)), name);
      }
    }
  }

  @Test
  void progressIsTold() throws Exception {
    List<Phase> phases = new ArrayList<>();
    List<Long> steps = new ArrayList<>();
    TestService service = TestService.over(Runs.sequences(new Specs()), out);
    service.follow(
        new RunListener() {
          @Override
          public void phase(RunInfo run, Phase phase) {
            phases.add(phase);
          }

          @Override
          public void step(Progress progress) {
            steps.add(progress.step());
          }
        });
    service.run();
    assertEquals(30, steps.get(steps.size() - 1));
    assertEquals(Phase.SEAL, phases.get(phases.size() - 1));
    assertFalse(steps.contains(0L));
  }

  @Test
  void withoutEpochsTheModelIsOnlyEvaluated() throws Exception {
    RunInfo run = TestService.over(Runs.sequences(new Specs().epochs(0)), out).run();
    assertEquals(RunStatus.PASSED, run.status(), run.message());
    assertFalse(Files.exists(run.evidence().resolve("training.jsonl")));
  }

  static Set<String> files(Path folder) throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> all = Files.walk(folder)) {
      all.filter(Files::isRegularFile)
          .forEach(f -> names.add(folder.relativize(f).toString().replace('\\', '/')));
    }
    return names;
  }
}
