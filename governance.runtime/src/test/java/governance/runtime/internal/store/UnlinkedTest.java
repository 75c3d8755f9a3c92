package governance.runtime.internal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnlinkedTest {
  @TempDir Path folder;
  private Path run;
  private Path secret;

  @BeforeEach
  void files() throws IOException {
    run = Files.createDirectories(folder.resolve("run/data")).getParent();
    Files.writeString(run.resolve("status.json"), "{}");
    Files.writeString(run.resolve("data/train.jsonl"), "own");
    secret = Files.writeString(Files.createDirectory(folder.resolve("of")).resolve("a"), "his");
  }

  @Test
  void readsFilesOfRunsAndOthers() throws IOException {
    assertEquals("own", StoredFiles.text(run.resolve("data/train.jsonl")));
    assertEquals("{}", StoredFiles.text(run.resolve("status.json")));
    Path link = Files.createSymbolicLink(folder.resolve("link"), secret);
    assertEquals("his", StoredFiles.text(link), "what lies in no run");
    Path same = Files.createSymbolicLink(folder.resolve("latest"), run);
    assertEquals("own", StoredFiles.text(same.resolve("data/train.jsonl")), "a link to a run");
    assertThrows(NoSuchFileException.class, () -> StoredFiles.text(run.resolve("no/file")));
  }

  /** As if somebody had put it there after the command was allowed. */
  @Test
  void followsNoLinkInsideOfARun() throws IOException {
    Files.createSymbolicLink(run.resolve("metrics.json"), secret);
    Files.createSymbolicLink(run.resolve("explanations"), secret.getParent());
    for (String name : new String[] {"metrics.json", "explanations/a"}) {
      String told =
          assertThrows(IOException.class, () -> StoredFiles.text(run.resolve(name))).getMessage();
      assertTrue(told.contains("a link in the run's folder"), told);
      assertThrows(IOException.class, () -> JsonLines.whole(run.resolve(name)));
    }
  }
}
