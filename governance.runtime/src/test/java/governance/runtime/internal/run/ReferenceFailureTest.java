package governance.runtime.internal.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Kind;
import governance.api.data.Dataset;
import governance.api.data.DatasetTransform;
import governance.api.data.FittedTransform;
import governance.api.data.Split;
import governance.api.data.TransformResult;
import governance.api.run.RunInfo;
import governance.api.run.RunStatus;
import governance.runtime.internal.store.EventChain;
import governance.runtime.internal.store.JsonReader;
import governance.runtime.internal.support.FakeTensors;
import governance.runtime.internal.support.Runs;
import governance.runtime.internal.support.Specs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What goes wrong while the reference without penalties is made, and that the run goes on there.
 */
class ReferenceFailureTest {
  private static final List<String> SAME =
      List.of(
          "model/model.safetensors",
          "metrics.json",
          "predictions.jsonl",
          "training.jsonl",
          "training-reference.jsonl");

  @TempDir Path out;

  /** Follows a run into its reference. */
  private abstract static class InReference implements RunListener {
    private boolean reference;

    @Override
    public void phase(RunInfo run, Phase phase) {
      reference = phase == Phase.REFERENCE;
      if (reference) {
        begins();
      }
    }

    @Override
    public void step(Progress progress) {
      if (reference && progress.step() == 13) {
        reached(progress);
      }
    }

    void begins() {}

    void reached(Progress progress) {}
  }

  private static Runs runs() {
    return runs(new Specs().reference().checkpointEvery(5));
  }

  private static Runs runs(Specs specs) {
    return Runs.sequences(specs).penalty("p.slow", batch -> FakeTensors.tensor(30));
  }

  /** Checks what the stopped run says, and that it ends as one that nothing disturbed. */
  private void goesOn(RunInfo stopped, RunStatus status, Runs same) throws Exception {
    assertEquals(status, stopped.status(), stopped.message());
    Path folder = stopped.evidence();
    assertTrue(Files.exists(folder.resolve("checkpoints/step-30.bin")), "the tuned model");
    Map<String, Object> report = JsonReader.file(folder.resolve("report.json"));
    assertEquals("INCOMPLETE", ((Map<?, ?>) report.get("verdict")).get("status"));
    assertEquals("reference", ((Map<?, ?>) report.get("unfinished")).get("phase"));
    RunInfo whole = TestService.over(runs(), out).run();
    RunInfo resumed = TestService.over(same, out).resume(folder);
    assertEquals(RunStatus.PASSED, resumed.status(), resumed.message());
    for (String file : SAME) {
      assertArrayEquals(
          Files.readAllBytes(whole.evidence().resolve(file)),
          Files.readAllBytes(folder.resolve(file)),
          file);
    }
    List<String> events = Files.readAllLines(folder.resolve("events.jsonl"));
    assertEquals(List.of(), EventChain.check(events));
    long trained = events.stream().filter(e -> e.contains("\"type\":\"trained\"")).count();
    assertEquals(2, trained, "before and after going on");
  }

  @Test
  void aContributionThatLeaves() throws Exception {
    Runs runs = runs();
    TestService service = TestService.over(runs, out);
    service.follow(
        new InReference() {
          @Override
          void reached(Progress progress) {
            Thread leaving = new Thread(() -> runs.registry.remove("p.slow"));
            leaving.start();
            while (leaving.getState() != Thread.State.TIMED_WAITING && leaving.isAlive()) {
              Thread.onSpinWait(); // until it waits for the end of this step
            }
          }
        });
    RunInfo halted = service.run();
    assertTrue(halted.message().startsWith("contribution left: p.slow"), halted.message());
    assertEquals(4, service.service().exitCode(halted.id()));
    assertTrue(Files.exists(halted.evidence().resolve("checkpoints/reference/state.json")));
    goesOn(halted, RunStatus.HALTED, runs());
  }

  @Test
  void anInterrupt() throws Exception {
    TestService service = TestService.over(runs(), out);
    service.follow(
        new InReference() {
          @Override
          void reached(Progress progress) {
            service.service().cancel(progress.run());
          }
        });
    RunInfo cancelled = service.run();
    assertTrue(Files.exists(cancelled.evidence().resolve("checkpoints/reference/step-13.bin")));
    goesOn(cancelled, RunStatus.CANCELLED, runs());
  }

  /** The engine's checkpoints at 5 and 10 of the reference are there; the one at 15 fails. */
  @Test
  void anEngineThatFails() throws Exception {
    TestService service = TestService.over(runs(), out);
    service.follow(
        new InReference() {
          @Override
          void begins() {
            service.engine().refuseCheckpoints(15);
          }
        });
    RunInfo failed = service.run();
    assertTrue(failed.message().contains("No space left on device"), failed.message());
    assertTrue(Files.exists(failed.evidence().resolve("checkpoints/reference/step-10.bin")));
    goesOn(failed, RunStatus.FAILED, runs());
  }

  /** The rows that the reference reads are prepared anew; only there the transform fails. */
  @Test
  void aTransformThatFails() throws Exception {
    boolean[] broken = {false};
    RunInfo halted;
    TestService service = TestService.over(transformed(broken), out);
    service.follow(
        new InReference() {
          @Override
          void begins() {
            broken[0] = true;
          }
        });
    halted = service.run();
    assertTrue(
        halted.message().startsWith("contribution failed: data.plain (bundle test.bundle 1.2.3)"),
        halted.message());
    assertEquals(4, service.service().exitCode(halted.id()));
    goesOn(halted, RunStatus.HALTED, transformed(new boolean[1]));
  }

  private static Runs transformed(boolean[] broken) {
    Specs specs = new Specs().reference().checkpointEvery(5);
    Runs runs = runs(specs);
    for (String id : List.of("data.plain", "fairness.plain")) {
      DatasetTransform transform = setup -> new Unchanged(broken);
      runs.registry.add(Kind.TRANSFORM, id, transform);
      specs.transform(id);
    }
    return runs;
  }

  private record Unchanged(boolean[] broken) implements FittedTransform {
    @Override
    public TransformResult apply(Dataset data, Split split) {
      if (broken[0]) {
        throw new IllegalStateException("broken");
      }
      return new TransformResult(data, List.of());
    }

    @Override
    public String state() {
      return "";
    }
  }

  /** Penalties have no part in the reference: one that would fail there is not asked. */
  @Test
  void aPenaltyIsNotAsked() throws Exception {
    boolean[] reference = {false};
    Runs runs =
        Runs.sequences(new Specs().reference())
            .penalty(
                "p.slow",
                batch -> {
                  if (reference[0]) {
                    throw new IllegalStateException("asked in the reference");
                  }
                  return FakeTensors.tensor(30);
                });
    TestService service = TestService.over(runs, out);
    service.follow(
        new InReference() {
          @Override
          void begins() {
            reference[0] = true;
          }
        });
    RunInfo run = service.run();
    assertEquals(RunStatus.PASSED, run.status(), run.message());
  }
}
