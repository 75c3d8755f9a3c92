package governance.runtime.internal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.Remedy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  @TempDir Path out;

  @Test
  void aFailedWriteLeavesTheOldFileAndNothingElse() throws IOException {
    try (RunFolder folder = RunFolder.create(out.resolve("r"))) {
      folder.text("a.json", "old");
      GovernanceException error =
          assertThrows(
              GovernanceException.class,
              () ->
                  folder.file(
                      "a.json",
                      p -> {
                        Files.writeString(p, "half");
                        throw new IOException("No space left on device");
                      }));
      assertEquals(Remedy.FIX_MACHINE, error.problems().get(0).remedy());
      assertTrue(error.getMessage().contains("No space left on device"), error.getMessage());
      assertEquals("old", Files.readString(folder.at("a.json")));
      assertEquals(List.of("a.json"), names(folder.path()));
    }
  }

  @Test
  void oneWorkerAtATime() throws IOException {
    Path path = out.resolve("r");
    try (RunFolder folder = RunFolder.create(path)) {
      assertTrue(RunFolder.locked(folder.path()));
      assertThrows(GovernanceException.class, () -> RunFolder.open(path));
    }
    assertFalse(RunFolder.locked(path));
    RunFolder.open(path).close();
  }

  @Test
  void aFileInTheWayIsOneClearError() throws IOException {
    Path file = Files.writeString(out.resolve("runs"), "x");
    GovernanceException error =
        assertThrows(GovernanceException.class, () -> Storage.prepare(file.resolve("deep")));
    assertTrue(error.getMessage().startsWith(file.toString()), error.getMessage());
    assertEquals(Remedy.FIX_MACHINE, error.problems().get(0).remedy());
  }

  @Test
  void theManifestNamesWhatIsFinished() throws IOException {
    try (RunFolder folder = RunFolder.create(out.resolve("r"))) {
      folder.text("data/card.json", "abc");
      folder.text("status.json", "{}");
      folder.text("checkpoints/state.json", "{}");
      assertEquals(
          Map.of(
              "data/card.json",
              Map.of(
                  "sha256",
                  "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                  "bytes",
                  3L)),
          folder.manifest());
    }
  }

  @Test
  void theTrainingLogIsCutBackToTheCheckpoint() throws IOException {
    Path file = out.resolve("training.jsonl");
    try (TrainingLog log = TrainingLog.open(file, 0)) {
      for (int i = 0; i < 10; i++) {
        log.add(Map.of("step", i));
      }
    }
    try (TrainingLog log = TrainingLog.open(file, 4)) {
      log.add(Map.of("step", 4));
    }
    assertEquals(5, Files.readAllLines(file).size());
    assertThrows(IOException.class, () -> TrainingLog.open(file, 6));
  }

  @Test
  void thinningKeepsBothEnds() throws IOException {
    Path file = out.resolve("training.jsonl");
    try (TrainingLog log = TrainingLog.open(file, 0)) {
      for (int i = 0; i < 5003; i++) {
        log.add(Map.of("step", i));
      }
    }
    List<Map<String, Object>> steps = TrainingLog.read(file, 2000);
    assertTrue(steps.size() <= 2001 && steps.size() > 1000, "" + steps.size());
    assertEquals(0L, steps.get(0).get("step"));
    assertEquals(5002L, steps.get(steps.size() - 1).get("step"));
  }

  private static List<String> names(Path folder) throws IOException {
    try (var all = Files.list(folder)) {
      return all.map(p -> p.getFileName().toString())
          .filter(n -> !n.equals(RunFolder.LOCK))
          .toList();
    }
  }
}
