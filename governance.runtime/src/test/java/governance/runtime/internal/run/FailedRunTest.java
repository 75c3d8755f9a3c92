package governance.runtime.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.Remedy;
import governance.api.evaluate.Metric;
import governance.api.explain.Explainer;
import governance.api.report.ReportSink;
import governance.api.run.RunInfo;
import governance.api.run.RunStatus;
import governance.api.train.Penalty;
import governance.api.train.PenaltyTerm;
import governance.runtime.internal.spec.PenaltySpec;
import governance.runtime.internal.spec.Weight;
import governance.runtime.internal.store.JsonReader;
import governance.runtime.internal.store.RunFolder;
import governance.runtime.internal.support.FakeTensors;
import governance.runtime.internal.support.Runs;
import governance.runtime.internal.support.Specs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What contributions and machines do wrong: one clear message, the right exit code, nothing
 * half-written.
 */
class FailedRunTest {
  @TempDir Path out;

  private void halts(String expected, PenaltyTerm term) throws Exception {
    TestService service =
        TestService.over(
            Runs.sequences(new Specs().stepTimeout(Duration.ofMillis(300))).penalty("p.bad", term),
            out);
    RunInfo run = service.run();
    assertEquals(RunStatus.HALTED, run.status(), run.message());
    assertEquals(
        "contribution failed: p.bad (bundle test.bundle 1.2.3) " + expected, run.message());
    assertEquals(4, service.service().exitCode(run.id()));
    assertEquals(3, run.step());
    assertTrue(Files.exists(run.evidence().resolve("checkpoints/step-3.bin")));
    assertFalse(Files.exists(run.evidence().resolve("model")));
    Map<String, Object> status = JsonReader.file(run.evidence().resolve("status.json"));
    assertEquals("HALTED", status.get("status"));
    assertTrue(status.get("problems").toString().contains("p.bad"), status.toString());
  }

  private static PenaltyTerm atStepThree(PenaltyTerm bad) {
    return batch -> batch.step() == 3 ? bad.evaluate(batch) : FakeTensors.tensor(0.1);
  }

  @Test
  void aPenaltyThatThrows() throws Exception {
    halts(
        "threw java.lang.IllegalStateException: broken",
        atStepThree(
            batch -> {
              throw new IllegalStateException("broken");
            }));
    halts(
        "threw java.lang.StackOverflowError",
        atStepThree(
            batch -> {
              throw new StackOverflowError();
            }));
  }

  @Test
  void memoryThatRunsOutEndsTheRunAtACheckpoint() throws Exception {
    TestService service = TestService.over(Runs.sequences(new Specs()), out);
    List<String> warnings = new CopyOnWriteArrayList<>();
    service.follow(
        new RunListener() {
          @Override
          public void warning(String text) {
            warnings.add(text);
          }
        });
    service.engine().outOfMemoryFrom(3);
    RunInfo run = service.run();
    assertEquals(RunStatus.FAILED, run.status(), run.message());
    assertTrue(run.message().contains("memory: ran out in step 3"), run.message());
    assertEquals(1, service.service().exitCode(run.id()));
    assertEquals(3, run.step());
    assertTrue(Files.exists(run.evidence().resolve("checkpoints/step-3.bin")));
    Map<String, Object> status = JsonReader.file(run.evidence().resolve("status.json"));
    assertTrue(status.get("problems").toString().contains("microBatch=auto"), status.toString());
    assertEquals(
        List.of("memory ran out in step 1 with 8 rows at once; the step was done again with 4"),
        warnings);
    String events = Files.readString(run.evidence().resolve("events.jsonl"));
    assertTrue(events.contains("\"microBatchBefore\":8"), events);
    assertTrue(events.contains("\"activationCheckpointing\":false"), events);
    service.engine().outOfMemoryFrom(Long.MAX_VALUE);
    RunInfo resumed = service.resume(run.evidence());
    assertEquals(RunStatus.PASSED, resumed.status(), resumed.message());
  }

  @Test
  void aPenaltyThatReturnsNothingUsable() throws Exception {
    halts("returned null", atStepThree(batch -> null));
    halts(
        "returned NaN, expected a finite number",
        atStepThree(batch -> FakeTensors.tensor(Double.NaN)));
    halts(
        "returned Infinity, expected a finite number",
        atStepThree(batch -> FakeTensors.tensor(Double.POSITIVE_INFINITY)));
    halts(
        "returned a tensor of shape [4, 2], expected a single number",
        atStepThree(batch -> FakeTensors.tensor(1, 4, 2)));
  }

  @Test
  void aPenaltyThatBlocks() throws Exception {
    halts(
        "did not return within 300 ms",
        atStepThree(
            batch -> {
              try {
                Thread.sleep(60_000);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return FakeTensors.tensor(1);
            }));
  }

  @Test
  void aPenaltyThatNeverComesBack() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    Runs runs =
        Runs.sequences(new Specs().stepTimeout(Duration.ofMillis(200)).checkpointEvery(2))
            .penalty("p.deaf", atStepThree(batch -> deaf(release)));
    TestService service = TestService.over(runs, out);
    String first = service.start();
    String second = service.start();
    RunInfo run = service.end(first);
    assertEquals(RunStatus.HALTED, run.status(), run.message());
    assertTrue(run.message().contains("does not react to being interrupted"), run.message());
    assertTrue(Files.exists(run.evidence().resolve("checkpoints/step-2.bin")));
    RunInfo waiting = service.end(second);
    assertEquals(RunStatus.FAILED, waiting.status());
    assertTrue(waiting.message().contains("Start the framework anew"), waiting.message());
    assertThrows(GovernanceException.class, service::start);
    release.countDown();
    while (RunFolder.locked(run.evidence())) {
      Thread.sleep(10);
    }
  }

  private static governance.api.model.Tensor deaf(CountDownLatch release) {
    while (release.getCount() > 0) {
      Thread.onSpinWait();
    }
    return FakeTensors.tensor(1);
  }

  @Test
  void aPenaltyThatDoesNotSuitTheRunIsBadInput() throws Exception {
    Specs specs = new Specs();
    Runs runs = Runs.sequences(specs);
    Penalty picky =
        setup -> {
          throw GovernanceException.spec(
              "p.picky", "got " + setup.groups("sex"), "more groups", "Add some");
        };
    runs.registry.add(Kind.PENALTY, "p.picky", picky);
    specs.penalty(new PenaltySpec("p.picky", new Weight.Constant(1), Map.of()));
    refused("p.picky: got [f, m]; allowed: more groups. Add some", 2, TestService.over(runs, out));
  }

  @Test
  void badDataLeavesNothingBehind() throws Exception {
    Specs specs = new Specs();
    Runs runs = Runs.sequences(specs);
    specs.protect("gender");
    refused("data.protected gender: there is no column", 2, TestService.over(runs, out));
  }

  private void refused(String expected, int exit, TestService used) throws Exception {
    RunInfo run = used.run();
    assertEquals(RunStatus.FAILED, run.status(), run.message());
    assertTrue(run.message().contains(expected), run.message());
    assertEquals(exit, used.service().exitCode(run.id()));
    assertEquals(1, used.service().problems(run.id()).size());
    try (var left = Files.list(out)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void aModelThatCannotBeOpenedLeavesNothingBehind() throws Exception {
    TestService service = TestService.over(Runs.sequences(new Specs()), out);
    service
        .engine()
        .refuseModels(
            GovernanceException.spec(
                "model.folder", "has no weights", "model.safetensors", "Add them"));
    refused("model.folder: has no weights", 2, service);
  }

  @Test
  void aFolderThatCannotBeWrittenIsOneClearError() throws Exception {
    Path file = Files.writeString(out.resolve("file"), "x");
    TestService service = TestService.over(Runs.sequences(new Specs()), file);
    RunInfo run = service.run();
    assertEquals(RunStatus.FAILED, run.status());
    assertTrue(run.message().startsWith(file.toString()), run.message());
    assertTrue(run.message().contains("cannot be written"), run.message());
    assertEquals("x", Files.readString(file));
  }

  /**
   * Checkpoints at 5 and 10; the disk is full at 15, and has room again when the run is resumed.
   */
  @Test
  void aFullDiskEndsTheRunAndLeavesTheLastCheckpoint() throws Exception {
    TestService service = TestService.over(Runs.sequences(new Specs()), out);
    service.engine().refuseCheckpoints(15);
    RunInfo run = service.run();
    assertEquals(RunStatus.FAILED, run.status(), run.message());
    assertTrue(run.message().contains("cannot be written: No space left on device"), run.message());
    assertEquals(Remedy.FIX_MACHINE, service.service().problems(run.id()).get(0).remedy());
    assertEquals(1, service.service().exitCode(run.id()));
    try (var files = Files.list(run.evidence().resolve("checkpoints"))) {
      assertEquals(
          List.of("state.json", "step-10.bin"),
          files.map(f -> f.getFileName().toString()).sorted().toList());
    }
    RunInfo resumed = TestService.over(Runs.sequences(new Specs()), out).resume(run.evidence());
    assertEquals(RunStatus.PASSED, resumed.status(), resumed.message());
  }

  @Test
  void aMetricThatFailsBlocksReleaseButKeepsTheRest() throws Exception {
    Runs runs = Runs.sequences(new Specs().metric("m.bad"));
    Metric bad =
        (set, settings) -> {
          throw new IllegalStateException("broken");
        };
    runs.registry.add(Kind.METRIC, "m.bad", bad);
    missing(runs, "contribution failed: m.bad (bundle test.bundle 1.2.3) threw");
  }

  @Test
  void anExplainerThatFailsBlocksReleaseButKeepsTheRest() throws Exception {
    Runs runs = Runs.sequences(new Specs().explainer("e.bad", 3));
    Explainer bad = (model, batch, settings) -> null;
    runs.registry.add(Kind.EXPLAINER, "e.bad", bad);
    missing(runs, "contribution failed: e.bad (bundle test.bundle 1.2.3) returned null");
  }

  @Test
  void aSinkThatFailsIsReported() throws Exception {
    Runs runs = Runs.sequences(new Specs().sink("s.bad"));
    ReportSink bad =
        (run, name, type, content, settings) -> {
          throw new IOException("no route");
        };
    runs.registry.add(Kind.SINK, "s.bad", bad);
    TestService service = TestService.over(runs, out);
    RunInfo run = service.run();
    assertEquals(4, service.service().exitCode(run.id()));
    assertTrue(run.message().contains("s.bad"), run.message());
    assertTrue(Files.exists(run.evidence().resolve("report.json")));
  }

  private void missing(Runs runs, String expected) throws Exception {
    TestService service = TestService.over(runs, out);
    RunInfo run = service.run();
    assertEquals(RunStatus.BLOCKED, run.status());
    assertTrue(run.message().contains(expected), run.message());
    assertEquals(4, service.service().exitCode(run.id()));
    Map<String, Object> gates = JsonReader.file(run.evidence().resolve("gates.json"));
    assertTrue(gates.toString().contains("id=evidence-complete, status=ERROR"), gates.toString());
    assertTrue(Files.exists(run.evidence().resolve("model/model.safetensors")));
  }
}
