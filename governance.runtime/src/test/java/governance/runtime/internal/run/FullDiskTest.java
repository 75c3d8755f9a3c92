package governance.runtime.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import governance.api.run.RunInfo;
import governance.api.run.RunStatus;
import governance.runtime.internal.store.EventChain;
import governance.runtime.internal.store.JsonReader;
import governance.runtime.internal.support.Runs;
import governance.runtime.internal.support.Specs;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk with no byte left, where the test may mount one. */
class FullDiskTest {
  @TempDir Path folder;

  private Path disk;
  private boolean mounted;

  private static boolean succeeds(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException e) {
      return false; // there is no such command
    }
  }

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(folder.resolve("disk"));
    mounted = succeeds("mount", "-t", "tmpfs", "-o", "size=2m", "none", disk.toString());
    assumeTrue(mounted, "skipped: a small disk cannot be mounted here");
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      assertTrue(succeeds("umount", disk.toString()));
    }
  }

  /** Takes all room that is left. */
  private void fill() {
    byte[] block = new byte[512];
    try (OutputStream out = Files.newOutputStream(disk.resolve("filler"))) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      assertTrue(full.getMessage().contains("No space left"), full.getMessage());
    }
  }

  @Test
  void theStatusTellsThatTheDiskIsFull() throws Exception {
    TestService service = TestService.over(Runs.sequences(new Specs().checkpointEvery(5)), disk);
    service.follow(
        new RunListener() {
          @Override
          public void step(Progress progress) {
            if (progress.step() == 13) {
              fill();
            }
          }
        });
    RunInfo run = service.run();
    assertEquals(RunStatus.FAILED, run.status(), run.message());
    assertTrue(run.message().contains("No space left on device"), run.message());
    assertEquals(1, service.service().problems(run.id()).size());
    Map<String, Object> status = JsonReader.file(run.evidence().resolve("status.json"));
    assertEquals("FAILED", status.get("status"));
    assertTrue(status.get("message").toString().contains("No space left on device"));
    List<String> events = Files.readAllLines(run.evidence().resolve("events.jsonl"));
    assertEquals(List.of(), EventChain.check(events));
    Files.delete(disk.resolve("filler"));
    TestService again = TestService.over(Runs.sequences(new Specs().checkpointEvery(5)), disk);
    RunInfo resumed = again.resume(run.evidence());
    assertEquals(RunStatus.PASSED, resumed.status(), resumed.message());
    try (var files = Files.list(run.evidence())) {
      assertEquals(0, files.filter(f -> f.getFileName().toString().startsWith(".")).count());
    }
  }
}
