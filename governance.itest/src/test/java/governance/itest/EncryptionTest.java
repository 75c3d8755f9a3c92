package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.itest.TinyRuns.Ended;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run whose evidence is encrypted by a keyring with a passphrase, killed while it trains. */
@Timeout(240)
class EncryptionTest {
  private static final String PASSPHRASE = "seven-words-that-stand-nowhere-in-evidence";

  @TempDir Path folder;

  private Distribution distribution;
  private Path runs;
  private final StringBuilder said = new StringBuilder();

  @BeforeEach
  void places() throws IOException {
    distribution = new Distribution(folder);
    runs = folder.resolve("runs");
  }

  private Process start(Map<String, String> environment, String... words) throws IOException {
    return distribution.startWith(environment, words);
  }

  private Map<String, String> keys() {
    return Map.of(
        "GOVERNANCE_KEYRING",
        folder.resolve("ring").toString(),
        "GOVERNANCE_PASSPHRASE",
        PASSPHRASE);
  }

  private Ended governance(String... words) throws IOException, InterruptedException {
    Ended ended = TinyRuns.ended(start(keys(), words));
    said.append(ended.text());
    return ended;
  }

  private String[] run() {
    List<String> words = new ArrayList<>(List.of("run", "finance", "--out", runs.toString()));
    for (String value :
        List.of(
            "train.threads=1",
            "train.epochs=2",
            "train.batch=4",
            "train.checkpointEvery=3",
            "data.settings.rows=300",
            "model.layers=1",
            "model.hidden=32",
            "model.intermediate=64",
            "evaluation.reference=false",
            "evaluation.bootstrap=10",
            "encryption.parts=all")) {
      words.addAll(List.of("--set", value));
    }
    return words.toArray(String[]::new);
  }

  @Test
  void aKilledRunGoesOnAndLeavesNothingInTheClear() throws Exception {
    assertEquals(0, governance("keys", "create", "--passphrase").code(), said::toString);
    Process process = start(keys(), run());
    Path evidence = killed(process);
    assertFalse(names(evidence).stream().anyMatch(n -> n.endsWith(".bin")), "a plain checkpoint");
    Ended resumed = governance("resume", evidence.toString());
    assertTrue(List.of(0, 3).contains(resumed.code()), resumed.text());
    Ended verified = governance("verify", evidence.toString());
    assertEquals(0, verified.code(), verified.text());
    assertTrue(verified.text().contains("files decrypted by key"), verified.text());
    Path opened = folder.resolve("opened");
    Ended open = governance("keys", "open", evidence.toString(), "--to", opened.toString());
    assertEquals(0, open.code(), open.text());
    assertTrue(Files.readString(opened.resolve("report.html")).contains("<html"));
    assertTrue(Files.readString(opened.resolve("predictions.jsonl")).contains("\"tuned\""));
    var access = Files.getPosixFilePermissions(opened.resolve("predictions.jsonl"));
    assertEquals("rw-------", PosixFilePermissions.toString(access));
    predicts(evidence, opened.resolve("data/published.jsonl"));
    nothingIsSaid(evidence);
    withoutThePassphrase(evidence);
  }

  private Path killed(Process process) throws Exception {
    while (!Files.exists(runs) || visible().isEmpty() || !checkpointed(visible().get(0))) {
      if (!process.isAlive()) {
        throw new IOException("ended early: " + TinyRuns.ended(process).text());
      }
      Thread.sleep(5);
    }
    process.destroyForcibly();
    process.waitFor();
    return visible().get(0);
  }

  private static boolean checkpointed(Path run) {
    return Files.exists(run.resolve("checkpoints/state.json.enc"));
  }

  private List<Path> visible() throws IOException {
    try (Stream<Path> all = Files.list(runs)) {
      return all.filter(f -> !f.getFileName().toString().startsWith(".")).toList();
    }
  }

  private static List<String> names(Path run) throws IOException {
    try (Stream<Path> all = Files.walk(run)) {
      return all.filter(Files::isRegularFile).map(f -> run.relativize(f).toString()).toList();
    }
  }

  private void predicts(Path evidence, Path rows) throws Exception {
    Ended ended = governance("predict", evidence.toString(), "--data", rows.toString());
    assertEquals(0, ended.code(), ended.text());
    assertTrue(ended.text().contains("300 rows predicted"), ended.text());
  }

  /** Neither a file of the run, nor the keyring, nor a message has the passphrase. */
  private void nothingIsSaid(Path evidence) throws IOException {
    assertFalse(said.toString().contains(PASSPHRASE));
    for (Path place : List.of(evidence, folder.resolve("ring"), folder.resolve("opened"))) {
      for (String name : names(place)) {
        String text = Files.readString(place.resolve(name), StandardCharsets.ISO_8859_1);
        assertFalse(text.contains(PASSPHRASE), name);
      }
    }
  }

  private void withoutThePassphrase(Path evidence) throws Exception {
    Map<String, String> ring = Map.of("GOVERNANCE_KEYRING", folder.resolve("ring").toString());
    Ended verified = TinyRuns.ended(start(ring, "verify", evidence.toString()));
    assertEquals(0, verified.code(), verified.text());
    assertTrue(verified.text().contains("contents not read"), verified.text());
    assertTrue(verified.text().contains("a passphrase, and none was given"), verified.text());
  }
}
