package governance.runtime.internal.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.run.RunInfo;
import governance.api.run.RunStatus;
import governance.api.train.PenaltyTerm;
import governance.runtime.internal.spec.Weight;
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
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose steps are read back several at once. */
class ReadEveryRunTest {
  private static final List<String> FILES =
      List.of("model/model.safetensors", "training.jsonl", "metrics.json", "predictions.jsonl");

  @TempDir Path out;

  private static final PenaltyTerm SAWTOOTH = batch -> FakeTensors.tensor(0.3 + batch.step() % 3);

  private static Runs runs(int every, Weight weight, PenaltyTerm term) {
    return Runs.sequences(new Specs().readEvery(every)).penalty("p.x", weight, term);
  }

  private static void same(RunInfo expected, RunInfo got) throws IOException {
    for (String file : FILES) {
      assertArrayEquals(
          Files.readAllBytes(expected.evidence().resolve(file)),
          Files.readAllBytes(got.evidence().resolve(file)),
          file);
    }
  }

  private static List<Map<String, Object>> log(RunInfo run) throws IOException {
    List<Map<String, Object>> steps = new ArrayList<>();
    for (String line : Files.readAllLines(run.evidence().resolve("training.jsonl"))) {
      steps.add(JsonReader.object(line));
    }
    return steps;
  }

  private static double weight(Map<String, Object> step) {
    return ((Number) ((Map<?, ?>) step.get("weights")).get("p.x")).doubleValue();
  }

  /** Checkpoints fall every 5 steps, epochs end every 15. */
  @Test
  void evidenceAndProgressAreThoseOfEachStep() throws Exception {
    Weight ramp = new Weight.Ramp(0, 0.5, 0.5, Weight.Shape.LINEAR);
    RunInfo each = TestService.over(runs(1, ramp, SAWTOOTH), out).run();
    assertEquals(RunStatus.PASSED, each.status(), each.message());
    for (int every : new int[] {4, 10, 1000}) {
      TestService service = TestService.over(runs(every, ramp, SAWTOOTH), out);
      List<Long> told = new ArrayList<>();
      service.follow(
          new RunListener() {
            @Override
            public void step(Progress progress) {
              told.add(progress.step());
            }
          });
      RunInfo run = service.run();
      assertEquals(RunStatus.PASSED, run.status(), run.message());
      assertEquals(LongStream.rangeClosed(1, 30).boxed().toList(), told);
      same(each, run);
    }
  }

  @Test
  void aPenaltyThatFailsAmidABlockHaltsTheRunBeforeItsStep() throws Exception {
    for (int step : new int[] {7, 10, 14}) {
      PenaltyTerm bad = batch -> FakeTensors.tensor(batch.step() == step ? Double.NaN : 0.1);
      RunInfo run = TestService.over(runs(10, new Weight.Constant(0.5), bad), out).run();
      assertEquals(RunStatus.HALTED, run.status(), run.message());
      assertEquals(
          "contribution failed: p.x (bundle test.bundle 1.2.3) returned NaN, expected a finite"
              + " number",
          run.message());
      assertEquals(step, run.step());
      assertEquals(step, log(run).size());
      assertTrue(Files.exists(run.evidence().resolve("checkpoints/step-" + step + ".bin")));
    }
  }

  /** An adapted weight changes where values have been read back, wherever a run was stopped. */
  @Test
  void aRunThatIsStoppedAmidABlockGoesOnToTheSameResult() throws Exception {
    Weight target = new Weight.Target(0.1);
    RunInfo whole = TestService.over(runs(4, target, SAWTOOTH), out).run();
    List<Map<String, Object>> steps = log(whole);
    assertEquals(0, weight(steps.get(3)));
    assertTrue(weight(steps.get(4)) > 0);
    for (int i = 0; i < steps.size(); i++) {
      assertEquals(weight(steps.get(i / 4 * 4)), weight(steps.get(i)), "step " + i);
    }
    for (int step : new int[] {2, 9, 21}) {
      CompletableFuture<Runnable> cancel = new CompletableFuture<>();
      PenaltyTerm stopping =
          batch -> {
            if (batch.step() == step) {
              cancel.join().run();
            }
            return SAWTOOTH.evaluate(batch);
          };
      TestService first = TestService.over(runs(4, target, stopping), out);
      String begun = first.start();
      cancel.complete(() -> first.service().cancel(begun));
      RunInfo stopped = first.end(begun);
      assertEquals(RunStatus.CANCELLED, stopped.status(), stopped.message());
      assertEquals(step + 1, stopped.step());
      RunInfo resumed = TestService.over(runs(4, target, SAWTOOTH), out).resume(stopped.evidence());
      assertEquals(RunStatus.PASSED, resumed.status(), resumed.message());
      same(whole, resumed);
    }
  }

  /** Without being asked, a weight with a target follows each step on every device. */
  @Test
  void aTargetIsFollowedStepByStepUnlessAskedOtherwise() throws Exception {
    RunInfo run = TestService.over(runs(0, new Weight.Target(0.1), SAWTOOTH), out).run();
    List<Map<String, Object>> steps = log(run);
    assertTrue(weight(steps.get(1)) > 0);
    same(TestService.over(runs(1, new Weight.Target(0.1), SAWTOOTH), out).run(), run);
  }
}
