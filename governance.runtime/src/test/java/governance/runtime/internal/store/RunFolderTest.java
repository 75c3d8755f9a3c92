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
import java.nio.file.attribute.FileTime;
import java.time.Instant;
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
      folder.appear();
      assertEquals(path, folder.path());
      assertTrue(RunFolder.locked(path));
      assertThrows(GovernanceException.class, () -> RunFolder.open(path));
    }
    assertFalse(RunFolder.locked(path));
    RunFolder.open(path).close();
  }

  /** A process that is killed while it makes the folder must leave no run without status. */
  @Test
  void aRunIsNotThereBeforeItsFirstFiles() throws IOException {
    Path path = out.resolve("r");
    try (RunFolder folder = RunFolder.create(path)) {
      folder.text("status.json", "{}");
      assertFalse(Files.exists(path));
      assertTrue(folder.hidden());
      folder.appear();
      assertEquals(List.of("status.json"), names(path));
      assertEquals(List.of("r"), names(out));
      GovernanceException taken =
          assertThrows(GovernanceException.class, () -> RunFolder.create(path));
      assertTrue(taken.getMessage().contains("a file of that name is in the way"));
    }
  }

  @Test
  void whatAKilledProcessLeftGoesWithTheNextRun() throws IOException {
    Path killed = HiddenFolders.of(out.resolve("killed"));
    Files.createDirectory(killed);
    Files.writeString(killed.resolve(RunFolder.LOCK), "");
    Files.writeString(killed.resolve("plan.json"), "{");
    Path foreign = Files.createDirectory(out.resolve(".mine"));
    RunFolder.create(out.resolve("a")).close();
    assertTrue(Files.exists(killed), "may be of a process that has only just begun");
    FileTime old = FileTime.from(Instant.now().minusSeconds(600));
    Files.setLastModifiedTime(killed, old);
    Files.setLastModifiedTime(foreign, old);
    try (RunFolder other = RunFolder.open(killed)) {
      Files.setLastModifiedTime(killed, old);
      RunFolder.create(out.resolve("b")).close();
      assertTrue(Files.exists(other.path()), "somebody works in it");
    }
    Files.setLastModifiedTime(killed, old);
    RunFolder.create(out.resolve("c")).close();
    assertFalse(Files.exists(killed));
    assertTrue(Files.exists(foreign));
  }

  @Test
  void keepsRoomForTheLastWords() throws IOException {
    try (RunFolder folder = RunFolder.create(out.resolve("r"))) {
      folder.reserve();
      assertEquals(1 << 16, Files.size(folder.at(RunFolder.RESERVE)));
      assertEquals(Map.of(), folder.manifest());
      folder.release();
      folder.release();
      assertEquals(List.of(), names(folder.path()));
    }
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
