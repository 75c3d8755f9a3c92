package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.itest.TinyRuns.Ended;
import governance.runtime.internal.store.EvidenceFiles;
import governance.runtime.internal.store.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A sweep of two tiny points as a process: killed in its second run and then interrupted, it goes
 * on to what two runs at a time find.
 */
@Timeout(240)
class SweepTest {
  private static final List<String> SPEC =
      List.of(
          "train.threads=1",
          "train.epochs=1",
          "train.batch=4",
          "train.checkpointEvery=3",
          "data.settings.rows=300",
          "model.folder=null",
          "model.layers=1",
          "model.hidden=32",
          "model.intermediate=64",
          "explainers=[]",
          "gates=[]",
          "evaluation.bootstrap=10");

  @TempDir Path folder;

  private Process start(Distribution distribution, Path out, String... more) throws IOException {
    List<String> words = new ArrayList<>(List.of("sweep", "finance", "--out", out.toString()));
    SPEC.forEach(value -> words.addAll(List.of("--set", value)));
    words.addAll(
        List.of("--seeds", "5", "--vary", "penalties.fairness.demographic-parity.weight=0,4"));
    words.addAll(List.of(more));
    return distribution.start(words.toArray(String[]::new));
  }

  /** Returns the evidence of the runs that have begun, in the order of their points. */
  private static List<Path> runs(Path out) throws IOException {
    if (!Files.exists(out)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(out)) {
      return all.filter(f -> f.endsWith("status.json"))
          .map(Path::getParent)
          .filter(f -> !f.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    }
  }

  private static void awaitCheckpointOfTheSecond(Process process, Path out) throws Exception {
    while (true) {
      if (!process.isAlive()) {
        throw new IOException("ended early: " + TinyRuns.ended(process).text());
      }
      try {
        List<Path> begun = runs(out);
        boolean there =
            begun.size() == 2
                && Files.readString(begun.get(1).resolve("events.jsonl"))
                    .contains("\"type\":\"checkpoint\"");
        if (there) {
          return;
        }
      } catch (java.io.UncheckedIOException | java.nio.file.NoSuchFileException e) {
        Thread.onSpinWait(); // a folder was renamed while it was looked at
      }
      Thread.sleep(5);
    }
  }

  @Test
  void aKilledSweepGoesOnToTheSameFront() throws Exception {
    Distribution distribution = new Distribution(folder);
    Path whole = folder.resolve("whole");
    Ended undisturbed = TinyRuns.ended(start(distribution, whole, "--jobs", "2"));
    assertEquals(0, undisturbed.code(), undisturbed.text());
    assertTrue(undisturbed.text().contains("2 at a time, each in a process of its own"));
    int second = undisturbed.text().indexOf("run 2/2 begins");
    assertTrue(second >= 0 && second < undisturbed.text().indexOf("ended: "), undisturbed.text());
    assertTrue(undisturbed.text().contains("recommended"), undisturbed.text());

    Path out = folder.resolve("killed");
    Process process = start(distribution, out);
    awaitCheckpointOfTheSecond(process, out);
    process.destroyForcibly();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    List<Path> before = runs(out);
    String first = Files.readString(before.get(0).resolve("status.json"), StandardCharsets.UTF_8);
    assertTrue(first.contains("\"status\": \"PASSED\""), first);
    assertTrue(Files.readString(before.get(1).resolve("status.json")).contains("RUNNING"));
    Path sweep = TinyRuns.sweep(out);
    assertFalse(Files.exists(sweep.resolve("sweep.html")));

    interruptWhileItGoesOn(distribution, out, before.get(1));

    Ended ended =
        TinyRuns.ended(distribution.start("sweep", "--resume", "latest", "--out", out.toString()));
    assertEquals(0, ended.code(), ended.text());
    assertTrue(ended.text().contains("run 1/2 ended: PASSED, done before"), ended.text());
    assertTrue(ended.text().contains("run 2/2 goes on"), ended.text());
    assertEquals(before, runs(out), "no run is made anew");
    assertEquals(first, Files.readString(before.get(0).resolve("status.json")));
    List<Path> expected = runs(whole);
    for (int i = 0; i < 2; i++) {
      assertEquals(
          List.of(),
          TinyRuns.differing(expected.get(i), before.get(i), name -> !EvidenceFiles.varies(name)));
    }
    assertEquals(points(TinyRuns.sweep(whole)), points(sweep));
    String page = Files.readString(sweep.resolve("sweep.html"));
    assertTrue(page.contains("<polyline class=\"line\""));
    assertTrue(page.contains("default-src &#39;none&#39;"), page.substring(0, 600));
  }

  /** In processes of their own, which are asked to stop and waited for. */
  private static void interruptWhileItGoesOn(Distribution distribution, Path out, Path second)
      throws Exception {
    Process process =
        distribution.start("sweep", "--resume", "latest", "--jobs", "2", "--out", out.toString());
    Path events = second.resolve("events.jsonl");
    while (process.isAlive() && !Files.readString(events).contains("\"type\":\"resumed\"")) {
      Thread.sleep(5);
    }
    TinyRuns.interrupt(process);
    Ended ended = TinyRuns.ended(process);
    assertTrue(ended.text().contains("run 2/2 ended: stopped"), ended.text());
    assertTrue(ended.text().contains("error: the sweep was stopped"), ended.text());
    assertTrue(ended.text().contains("Go on with: governance sweep --resume "), ended.text());
    assertTrue(Files.readString(second.resolve("status.json")).contains("CANCELLED"));
  }

  /** Returns what was found of each point, without the names of runs. */
  private static String points(Path sweep) {
    Map<String, Object> tree = JsonReader.file(sweep.resolve("sweep.json"));
    assertEquals("validation", tree.get("basis"));
    assertEquals("FINISHED", tree.get("status"));
    return tree.get("points").toString().replaceAll("finance-\\d{8}-\\d{6}-\\w+", "RUN");
  }
}
