package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.itest.TinyRuns.Ended;
import governance.runtime.internal.store.EvidenceFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs with options of training that are killed go on to the same evidence, byte by byte. */
@Timeout(240)
class ResumeOptionsTest {
  private static final List<String> COMMON =
      List.of(
          "train.threads=1",
          "train.batch=4",
          "train.checkpointEvery=2",
          "data.settings.rows=100",
          "explainers=[]",
          "gates=[]",
          "evaluation.reference=false",
          "evaluation.bootstrap=0");
  private static final List<String> SMALL =
      List.of("model.layers=1", "model.hidden=32", "model.intermediate=64");

  @TempDir Path folder;

  @Test
  void anAdapterGoesOnToTheSameResult() throws Exception {
    Path run =
        killed(
            List.of("train.epochs=3", "model.adapter.type=lora", "model.adapter.rank=2"),
            "checkpoint",
            1 + new Random(1).nextInt(20));
    assertTrue(Files.exists(run.resolve("model/adapter_model.safetensors")));
  }

  @Test
  void aCommitteeGoesOnInTheMemberItWasIn() throws Exception {
    Path run = killed(with(SMALL, "train.epochs=2", "model.committee=3"), "member-trained", 1);
    assertTrue(Files.exists(run.resolve("model/member-3/model.safetensors")));
  }

  @Test
  void earlyStoppingWithAdversarialTrainingGoesOnToTheSameEpoch() throws Exception {
    Path run =
        killed(
            with(
                SMALL,
                "train.epochs=8",
                "train.earlyStopping.metric=quality.auc",
                "train.earlyStopping.patience=2",
                "train.adversarial={\"form\": \"pgd\", \"steps\": 2, \"epsilon\": 0.1}"),
            "epoch",
            2);
    String report = Files.readString(run.resolve("report.json"));
    assertTrue(report.contains("\"id\": \"early-stopping\""), report);
  }

  private static List<String> with(List<String> some, String... more) {
    List<String> all = new ArrayList<>(some);
    all.addAll(List.of(more));
    return all;
  }

  /** Kills a run soon after an event; returns the folder of the run that went on. */
  private Path killed(List<String> values, String event, int count) throws Exception {
    List<String> spec = with(COMMON, values.toArray(String[]::new));
    TinyRuns whole = new TinyRuns(folder, spec);
    Ended ended = TinyRuns.ended(whole.start());
    assertEquals(0, ended.code(), ended.text());
    TinyRuns runs = whole.beside("killed");
    Process process = runs.start();
    runs.await(process, event, count);
    Thread.sleep(new Random(count).nextInt(40)); // between two checkpoints, or inside one
    process.destroyForcibly();
    assertNotEquals(0, process.waitFor(), "ended by SIGKILL");
    assertEquals(0, runs.events("evaluated"), "killed while training");
    Ended resumed = runs.resume();
    assertEquals(0, resumed.code(), resumed.text());
    assertEquals(1, runs.events("resumed"));
    List<String> differing =
        TinyRuns.differing(whole.evidence(), runs.evidence(), name -> !EvidenceFiles.varies(name));
    assertEquals(List.of(), differing, "differ from the uninterrupted run");
    return runs.evidence();
  }
}
