package governance.runtime.internal.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.run.RunInfo;
import governance.api.run.RunStatus;
import governance.api.train.Penalty;
import governance.runtime.internal.spec.Weight;
import governance.runtime.internal.store.EventChain;
import governance.runtime.internal.store.RunFolder;
import governance.runtime.internal.store.RunStatusFile;
import governance.runtime.internal.store.Storage;
import governance.runtime.internal.support.FakeTensors;
import governance.runtime.internal.support.Runs;
import governance.runtime.internal.support.Specs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that stop before their end, and what becomes of them. */
class StoppedRunTest {
  @TempDir Path out;

  private static Runs runs() {
    return Runs.sequences(new Specs())
        .penalty(
            "p.target",
            new Weight.Target(0.1),
            batch -> FakeTensors.tensor(0.3 + batch.step() % 3));
  }

  /** Cancels after the given step. */
  private static TestService cancelled(Runs runs, Path out, long step) {
    TestService service = TestService.over(runs, out);
    service.follow(
        new RunListener() {
          @Override
          public void step(Progress progress) {
            if (progress.step() == step) {
              service.service().cancel(progress.run());
            }
          }
        });
    return service;
  }

  @Test
  void aCancelledRunGoesOnToTheSameResult() throws Exception {
    RunInfo whole = TestService.over(runs(), out).run();
    for (long step : new long[] {1, 7, 15, 22}) {
      TestService service = cancelled(runs(), out, step);
      RunInfo stopped = service.run();
      assertEquals(RunStatus.CANCELLED, stopped.status());
      assertEquals(step, stopped.step());
      assertTrue(Files.exists(stopped.evidence().resolve("checkpoints/step-" + step + ".bin")));
      assertFalse(Files.exists(stopped.evidence().resolve("model")));
      RunInfo resumed = TestService.over(runs(), out).resume(stopped.evidence());
      assertEquals(RunStatus.PASSED, resumed.status(), resumed.message());
      for (String file :
          List.of(
              "model/model.safetensors", "training.jsonl", "metrics.json", "predictions.jsonl")) {
        assertArrayEquals(
            Files.readAllBytes(whole.evidence().resolve(file)),
            Files.readAllBytes(stopped.evidence().resolve(file)),
            file + " after a stop at " + step);
      }
      assertEquals(
          List.of(),
          EventChain.check(Files.readAllLines(stopped.evidence().resolve("events.jsonl"))));
    }
  }

  /** A killed process leaves a checkpoint, log lines behind it, a torn event and no end. */
  @Test
  void aKilledRunGoesOnFromItsLastCheckpoint() throws Exception {
    RunInfo whole = TestService.over(runs(), out).run();
    RunInfo killed = cancelled(runs(), out, 13).run();
    kill(killed.evidence());
    assertEquals(RunStatus.INTERRUPTED, RunStatusFile.read(killed.evidence()).status());
    RunInfo resumed = TestService.over(runs(), out).resume(killed.evidence());
    assertEquals(RunStatus.PASSED, resumed.status(), resumed.message());
    assertArrayEquals(
        Files.readAllBytes(whole.evidence().resolve("model/model.safetensors")),
        Files.readAllBytes(killed.evidence().resolve("model/model.safetensors")));
    assertEquals(30, Files.readAllLines(killed.evidence().resolve("training.jsonl")).size());
  }

  @Test
  void aRunKilledBeforeItsFirstCheckpointBeginsAnew() throws Exception {
    RunInfo whole = TestService.over(runs(), out).run();
    Path killed = cancelled(runs(), out, 2).run().evidence();
    kill(killed);
    Storage.delete(killed.resolve("checkpoints"));
    RunInfo resumed = TestService.over(runs(), out).resume(killed);
    assertEquals(RunStatus.PASSED, resumed.status(), resumed.message());
    for (String file : List.of("model/model.safetensors", "training.jsonl", "metrics.json")) {
      assertArrayEquals(
          Files.readAllBytes(whole.evidence().resolve(file)),
          Files.readAllBytes(killed.resolve(file)),
          file);
    }
  }

  private static void kill(Path folder) throws IOException {
    Path status = folder.resolve("status.json");
    Files.writeString(status, Files.readString(status).replace("CANCELLED", "RUNNING"));
    Path log = folder.resolve("training.jsonl");
    Files.writeString(log, Files.readString(log) + "{\"step\":13}\n{\"st");
    Path events = folder.resolve("events.jsonl");
    Files.writeString(events, Files.readString(events) + "{\"data\":{\"x");
  }

  @Test
  void aContributionThatLeavesHaltsTheRunAtAStep() throws Exception {
    Runs runs = runs();
    TestService service = TestService.over(runs, out);
    service.follow(
        new RunListener() {
          @Override
          public void step(Progress progress) {
            if (progress.step() == 4) {
              new Thread(() -> runs.registry.remove("p.target")).start();
              pause();
            }
          }
        });
    RunInfo halted = service.run();
    assertEquals(RunStatus.HALTED, halted.status(), halted.message());
    assertTrue(
        halted
            .message()
            .startsWith("contribution left: p.target (bundle test.bundle 1.2.3) was stopped"),
        halted.message());
    assertEquals(4, service.service().exitCode(halted.id()));
    assertTrue(Files.exists(halted.evidence().resolve("checkpoints/state.json")));
    assertEquals(0, runs.registry.holding());
    RunInfo resumed = TestService.over(runs(), out).resume(halted.evidence());
    assertEquals(RunStatus.PASSED, resumed.status(), resumed.message());
  }

  private static void pause() {
    try {
      Thread.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aRunDoesNotGoOnWithOtherContributions() throws Exception {
    RunInfo stopped = cancelled(runs(), out, 7).run();
    Runs other = runs();
    Penalty extra = setup -> batch -> FakeTensors.tensor(1);
    other.registry.add(Kind.PENALTY, "p.extra", extra);
    GovernanceException more =
        assertThrows(
            GovernanceException.class,
            () -> TestService.over(other, out).resume(stopped.evidence()));
    assertTrue(more.getMessage().contains("p.extra: is test.bundle 1.2.3"), more.getMessage());
    Runs fewer = runs();
    fewer.registry.remove("test.sink");
    GovernanceException less =
        assertThrows(
            GovernanceException.class,
            () -> TestService.over(fewer, out).resume(stopped.evidence()));
    assertTrue(
        less.getMessage().contains("test.sink: is not part of the plan any more"),
        less.getMessage());
  }

  /** When it is planned again every value comes from spec.json; that is not what was asked. */
  @Test
  void aResumedRunKeepsThePlanItBeganWith() throws Exception {
    RunInfo stopped = cancelled(runs(), out, 7).run();
    Path plan = stopped.evidence().resolve("plan.json");
    String before = Files.readString(plan);
    TestService.over(runs().origin("file"), out).resume(stopped.evidence());
    assertEquals(before, Files.readString(plan));
    String report = Files.readString(stopped.evidence().resolve("report.json"));
    assertTrue(report.contains("\"origin\": \"command line\""), report);
    assertFalse(report.contains("\"origin\": \"file\""), report);
  }

  @Test
  void aRunDoesNotGoOnWithOtherValues() throws Exception {
    RunInfo stopped = cancelled(runs(), out, 7).run();
    Runs other = Runs.sequences(new Specs().epochs(3)).penalty("p.target", batch -> null);
    GovernanceException refused =
        assertThrows(
            GovernanceException.class,
            () -> TestService.over(other, out).resume(stopped.evidence()));
    String expected = "train.epochs: is 3; allowed: 2, as when the run began. Put back ";
    assertTrue(refused.getMessage().startsWith(expected), refused.getMessage());
  }

  /** What was rendered before the process was killed is made again. */
  @Test
  void aRunKilledAfterItsReportIsFinished() throws Exception {
    RunInfo stopped = cancelled(runs(), out, 7).run();
    Files.writeString(stopped.evidence().resolve("report.json"), "of the killed process");
    RunInfo resumed = TestService.over(runs(), out).resume(stopped.evidence());
    assertEquals(RunStatus.PASSED, resumed.status(), resumed.message());
    String report = Files.readString(stopped.evidence().resolve("report.json"));
    assertTrue(report.startsWith("{") && !report.contains("\"file\": \"report.json\""), report);
  }

  @Test
  void aRunDoesNotGoOnWithOtherData() throws Exception {
    RunInfo stopped = cancelled(Runs.sequences(new Specs()), out, 7).run();
    Specs specs = new Specs().rows(150);
    TestService service = TestService.over(Runs.sequences(specs), out);
    RunInfo resumed = service.resume(stopped.evidence());
    assertEquals(RunStatus.FAILED, resumed.status());
    assertTrue(resumed.message().contains("is not what the run began with"), resumed.message());
    assertTrue(Files.exists(stopped.evidence().resolve("checkpoints/state.json")));
  }

  @Test
  void aFinishedRunAndOneAtWorkAreNotResumed() throws Exception {
    RunInfo whole = TestService.over(runs(), out).run();
    TestService service = TestService.over(runs(), out);
    GovernanceException finished =
        assertThrows(GovernanceException.class, () -> service.resume(whole.evidence()));
    assertTrue(finished.getMessage().contains("this run is finished"), finished.getMessage());
    RunInfo stopped = cancelled(runs(), out, 7).run();
    try (RunFolder other = RunFolder.open(stopped.evidence())) {
      GovernanceException locked =
          assertThrows(GovernanceException.class, () -> service.resume(other.path()));
      assertTrue(locked.getMessage().contains("this run is being worked on"), locked.getMessage());
    }
    assertThrows(GovernanceException.class, () -> service.resume(out));
  }

  @Test
  void aDamagedCheckpointIsRefused() throws Exception {
    RunInfo stopped = cancelled(runs(), out, 7).run();
    Path file = stopped.evidence().resolve("checkpoints/step-7.bin");
    byte[] bytes = Files.readAllBytes(file);
    bytes[100] ^= 1;
    Files.write(file, bytes);
    RunInfo resumed = TestService.over(runs(), out).resume(stopped.evidence());
    assertEquals(RunStatus.FAILED, resumed.status());
    assertTrue(resumed.message().contains("is missing or not what was written"), resumed.message());
  }

  @Test
  void runsWaitForEachOtherAndCanBeCancelledWhileWaiting() throws Exception {
    TestService service = TestService.over(runs(), out);
    String first = service.start();
    String second = service.start();
    String third = service.start();
    assertTrue(service.service().cancel(third));
    assertEquals(RunStatus.CANCELLED, service.end(third).status());
    assertEquals(RunStatus.PASSED, service.end(first).status());
    assertEquals(RunStatus.PASSED, service.end(second).status());
    assertFalse(service.service().cancel(second));
    assertFalse(Files.exists(service.service().info(third).evidence()));
  }
}
