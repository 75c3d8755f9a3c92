package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.itest.TinyRuns.Ended;
import governance.runtime.internal.store.EventChain;
import governance.runtime.internal.store.EvidenceFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run whose process ended before its time goes on to the same evidence, byte by byte. */
@Timeout(240)
class ResumeTest {
  /** Steps of the small run: 2 epochs of 210 training rows in batches of 4. */
  private static final int STEPS = 106;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void aKilledRunGoesOnToTheSameResult(long seed) throws Exception {
    TinyRuns runs = new TinyRuns(folder);
    Random random = new Random(seed);
    Process process = runs.start();
    runs.await(process, "checkpoint", 1 + random.nextInt(20));
    Thread.sleep(random.nextInt(60)); // somewhere between two checkpoints, or inside one
    process.destroyForcibly();
    assertEquals(128 + 9, process.waitFor(), "ended by SIGKILL");
    assertEquals(0, runs.events("trained"), "killed while training");
    assertTrue(status(runs).contains("\"status\": \"RUNNING\""));
    resumesToTheSame(runs);
  }

  @Test
  void aRunKilledAfterItsReportGoesOnToTheSameResult() throws Exception {
    TinyRuns runs = new TinyRuns(folder);
    Process process = runs.start();
    runs.await(process, "document", 1);
    process.destroyForcibly();
    process.waitFor();
    if (runs.events("ended") == 0) { // else the machine was quicker than this test
      resumesToTheSame(runs);
    }
  }

  @Test
  void aRunThatIsInterruptedWritesACheckpointAndGoesOn() throws Exception {
    TinyRuns runs = new TinyRuns(folder);
    Process process = runs.start();
    runs.await(process, "checkpoint", 4);
    TinyRuns.interrupt(process);
    Ended ended = TinyRuns.ended(process);
    assertTrue(ended.text().contains("Cancelled on request."), ended.text());
    assertTrue(ended.text().contains("Go on with: governance resume "), ended.text());
    assertEquals(1, runs.events("ended"));
    assertTrue(status(runs).contains("\"status\": \"CANCELLED\""), status(runs));
    resumesToTheSame(runs);
  }

  private static String status(TinyRuns runs) throws IOException {
    return Files.readString(runs.evidence().resolve("status.json"));
  }

  private static void resumesToTheSame(TinyRuns runs) throws Exception {
    Ended ended = runs.resume();
    assertEquals(3, ended.code(), ended.text());
    Path evidence = runs.evidence();
    assertEquals(
        List.of(),
        TinyRuns.differing(TinyRuns.uninterrupted(), evidence, name -> !EvidenceFiles.varies(name)),
        "differ from the uninterrupted run");
    List<String> events = Files.readAllLines(evidence.resolve("events.jsonl"));
    assertEquals(List.of(), EventChain.check(events));
    assertEquals(1, runs.events("resumed"));
    assertEquals(STEPS, Files.readAllLines(evidence.resolve("training.jsonl")).size());
  }
}
