package governance.runtime.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.run.RunInfo;
import governance.api.run.RunStatus;
import governance.api.train.PenaltyTerm;
import governance.engine.LibraryInfo;
import governance.engine.RandomNumbers;
import governance.runtime.internal.spec.Weight;
import governance.runtime.internal.store.JsonReader;
import governance.runtime.internal.support.FakeTensors;
import governance.runtime.internal.support.Runs;
import governance.runtime.internal.support.Specs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that go on with another library, and what evidence says of it. */
class ResumedElsewhereTest {
  private static final PenaltyTerm CALM = batch -> FakeTensors.tensor(0.1);

  @TempDir Path out;

  private static LibraryInfo library(String flavor) {
    return new LibraryInfo(
        true, "x", "1", flavor, "", "", "x", Optional.empty(), Optional.empty(), List.of());
  }

  private TestService service(PenaltyTerm term, String flavor, String dropout) {
    Runs runs = Runs.sequences(new Specs()).penalty("p.x", new Weight.Constant(1), term);
    TestService service = TestService.over(runs, out);
    service.engine().pretend(library(flavor));
    service.engine().draw(new RandomNumbers(dropout, ""));
    return service;
  }

  private RunInfo stopped(String dropout) throws Exception {
    CompletableFuture<Runnable> cancel = new CompletableFuture<>();
    PenaltyTerm stopping =
        batch -> {
          if (batch.step() == 7) {
            cancel.join().run();
          }
          return CALM.evaluate(batch);
        };
    TestService first = service(stopping, "cu130", dropout);
    String begun = first.start();
    cancel.complete(() -> first.service().cancel(begun));
    RunInfo run = first.end(begun);
    assertEquals(RunStatus.CANCELLED, run.status(), run.message());
    return run;
  }

  private static Map<String, Object> environment(RunInfo run) {
    return JsonReader.file(run.evidence().resolve("environment.json"));
  }

  @Test
  void evidenceKeepsTheLibraryThatARunBeganWith() throws Exception {
    RunInfo run = stopped(RandomNumbers.HASH);
    assertFalse(environment(run).containsKey("earlier"));
    run = service(CALM, "cpu", RandomNumbers.HASH).resume(run.evidence());
    assertEquals(RunStatus.PASSED, run.status(), run.message());
    Map<String, Object> now = environment(run);
    Map<String, Object> before = Map.of("device", "cpu", "library", library("cu130").summary());
    assertEquals(List.of(before), now.get("earlier"));
    assertTrue(now.get("libraries").toString().contains(library("cpu").summary()), "" + now);
  }

  @Test
  void withTheSameLibraryThereIsNothingToTell() throws Exception {
    RunInfo run = service(CALM, "cu130", "hash").resume(stopped("hash").evidence());
    assertEquals(RunStatus.PASSED, run.status(), run.message());
    assertFalse(environment(run).containsKey("earlier"));
  }

  @Test
  void dropoutThatIsDrawnOtherwiseIsRefused() throws Exception {
    RunInfo run = service(CALM, "cu130", "hash").resume(stopped("library").evidence());
    assertEquals(RunStatus.FAILED, run.status(), run.message());
    assertEquals(
        "engine: draws dropout by hash; allowed: by library, with which the run began. Resume on a"
            + " graphics card with -Dgovernance.engine.dropout=library in GOVERNANCE_JAVA_OPTS",
        run.message());
    run = service(CALM, "cu130", "library").resume(stopped("hash").evidence());
    assertTrue(
        run.message()
            .contains("Resume without -Dgovernance.engine.dropout=library in GOVERNANCE_JAVA_OPTS"),
        run.message());
  }

  @Test
  void theMostMemoryOfARunIsToldWhereItIsKnown() throws Exception {
    TestService service = service(CALM, "cu130", "hash");
    RunInfo run = service.run();
    assertFalse(
        JsonReader.file(run.evidence().resolve("timing.json")).containsKey("peakDeviceBytes"));
    service = service(CALM, "cu130", "hash");
    service.engine().peak(1L << 40);
    run = service.run();
    Map<String, Object> times = JsonReader.file(run.evidence().resolve("timing.json"));
    assertEquals(1 << 20, ((Number) times.get("peakDeviceBytes")).longValue());
  }
}
