package governance.runtime.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.explain.Explainer;
import governance.api.run.RunInfo;
import governance.api.run.RunStatus;
import governance.runtime.internal.store.JsonReader;
import governance.runtime.internal.store.RunFolder;
import governance.runtime.internal.support.FakeTensors;
import governance.runtime.internal.support.Runs;
import governance.runtime.internal.support.Specs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run that did not finish tells; never a decision. */
class UnfinishedReportTest {
  @TempDir Path out;

  private static Runs failingAt(int step) {
    return Runs.sequences(new Specs().checkpointEvery(5))
        .penalty(
            "p.bad",
            batch -> {
              if (batch.step() == step) {
                throw new IllegalStateException("broken");
              }
              return FakeTensors.tensor(0.1);
            });
  }

  private static Map<String, Object> incomplete(RunInfo run) throws IOException {
    Path report = run.evidence().resolve("report.json");
    ReportSchemaTest.fits(report);
    Map<String, Object> tree = JsonReader.file(report);
    Map<?, ?> verdict = (Map<?, ?>) tree.get("verdict");
    assertEquals("INCOMPLETE", verdict.get("status"));
    assertTrue(verdict.get("sentence").toString().endsWith("the model may not be released."));
    assertEquals(List.of(), tree.get("gates"));
    return tree;
  }

  @Test
  void aHaltedRunNamesTheContributionAndWhatWasDone() throws Exception {
    RunInfo run = TestService.over(failingAt(18), out).run();
    assertEquals(RunStatus.HALTED, run.status(), run.message());
    Map<String, Object> report = incomplete(run);
    assertEquals(
        "The run was halted while training, after step 18 of 30: contribution failed: p.bad (bundle"
            + " test.bundle 1.2.3) threw java.lang.IllegalStateException: broken. Nothing is"
            + " decided: the model may not be released.",
        ((Map<?, ?>) report.get("verdict")).get("sentence"));
    Map<?, ?> unfinished = (Map<?, ?>) report.get("unfinished");
    assertEquals("train", unfinished.get("phase"));
    assertEquals("governance resume " + run.id(), unfinished.get("resume"));
    assertEquals(
        List.of(
            "The data was read, split and transformed.",
            "The untuned model predicted the test rows.",
            "Training did 18 of 30 steps.",
            "Training can go on from the checkpoint of step 18."),
        unfinished.get("done"));
    assertTrue(report.get("problems").toString().contains("p.bad"));
    Map<?, ?> training = (Map<?, ?>) report.get("training");
    assertEquals(18L, training.get("steps"));
    assertEquals(1, ((List<?>) training.get("validation")).size(), "the epoch that was finished");
    assertEquals(2, ((List<?>) report.get("objectives")).size());
  }

  @Test
  void aFinishedRunHasItsOwnReport() throws Exception {
    RunInfo halted = TestService.over(failingAt(7), out).run();
    incomplete(halted);
    TestService service = TestService.over(failingAt(-1), out);
    RunInfo resumed = service.resume(halted.evidence());
    assertEquals(RunStatus.PASSED, resumed.status(), resumed.message());
    Map<String, Object> report = JsonReader.file(resumed.evidence().resolve("report.json"));
    assertEquals("PASS", ((Map<?, ?>) report.get("verdict")).get("status"));
    assertFalse(report.containsKey("unfinished"));
    DefaultRunService runs = service.service();
    GovernanceException refused =
        assertThrows(GovernanceException.class, () -> runs.report(resumed.evidence()));
    assertTrue(refused.getMessage().contains("this run is finished"), refused.getMessage());
  }

  /** The process was killed after it had written a report of a release, but before the seal. */
  @Test
  void aReportThatWasNotSealedIsReplaced() throws Exception {
    RunInfo run = TestService.over(failingAt(7), out).run();
    Path folder = run.evidence();
    Path status = folder.resolve("status.json");
    Files.writeString(status, Files.readString(status).replace("HALTED", "RUNNING"));
    Files.writeString(folder.resolve("report.json"), "{\"verdict\":{\"status\":\"PASS\"}}");
    Path log = folder.resolve("training.jsonl");
    Files.writeString(log, Files.readString(log) + "{\"step\":13,\"terms\":{}");
    Path events = folder.resolve("events.jsonl");
    Files.writeString(events, Files.readString(events) + "{\"data\":{\"x\":{}");
    DefaultRunService runs = TestService.over(failingAt(7), out).service();
    try (RunFolder other = RunFolder.open(folder)) {
      GovernanceException locked =
          assertThrows(GovernanceException.class, () -> runs.report(other.path()));
      assertTrue(locked.getMessage().contains("this run is being worked on"), locked.getMessage());
    }
    runs.report(folder);
    Map<String, Object> report = incomplete(run);
    assertEquals("INTERRUPTED", ((Map<?, ?>) report.get("run")).get("status"));
    assertEquals(7L, ((Map<?, ?>) report.get("training")).get("steps"));
  }

  @Test
  void figuresThatWereComputedAreShownWithoutADecision() throws Exception {
    Runs runs = Runs.sequences(new Specs().explainer("e.stop", 3));
    TestService service = TestService.over(runs, out);
    Explainer stop =
        (model, batch, settings) -> {
          service.service().list().forEach(r -> service.service().cancel(r.id()));
          return null;
        };
    runs.registry.add(Kind.EXPLAINER, "e.stop", stop);
    RunInfo run = service.run();
    assertEquals(RunStatus.CANCELLED, run.status(), run.message());
    Map<String, Object> report = incomplete(run);
    Map<?, ?> row = (Map<?, ?>) ((List<?>) report.get("summary")).get(0);
    assertEquals("test.accuracy", row.get("metric"));
    Map<?, ?> found =
        (Map<?, ?>) JsonReader.file(run.evidence().resolve("metrics.json")).get("test.accuracy");
    Map<?, ?> change = (Map<?, ?>) row.get("change");
    assertEquals(((Map<?, ?>) found.get("change")).get("value"), change.get("value"));
    Map<?, ?> interval = (Map<?, ?>) change.get("interval");
    double low = ((Number) interval.get("low")).doubleValue();
    double high = ((Number) interval.get("high")).doubleValue();
    assertTrue(low <= 0 && high >= 0, interval.toString());
    assertEquals("UNCLEAR", change.get("assessment"));
    assertEquals(
        ((Map<?, ?>) found.get("tuned")).get("value"), ((Map<?, ?>) row.get("tuned")).get("value"));
    List<?> done = (List<?>) ((Map<?, ?>) report.get("unfinished")).get("done");
    assertTrue(done.contains("Training was finished, 30 steps."), done.toString());
    assertTrue(done.contains("All metrics were computed."), done.toString());
  }
}
