package governance.runtime.internal.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainFolderTest {
  @TempDir Path folder;

  private Path left(String name) throws Exception {
    Path left = Files.createDirectory(folder.resolve(name));
    Files.writeString(left.resolve(".lock"), "");
    Files.writeString(left.resolve("model.safetensors"), "weights");
    return left;
  }

  @Test
  void whatAKilledProcessLeftIsErasedAndNothingElse() throws Exception {
    Path kept = Files.writeString(folder.resolve("kept"), "of somebody");
    Path left = left("governance-model1");
    Files.createSymbolicLink(left.resolve("link"), kept);
    Path weights = folder.resolve("weights"); // keeps the content reachable
    Files.createLink(weights, left.resolve("model.safetensors"));
    Path other = left("another");
    Path being = Files.createDirectory(folder.resolve("governance-model2"));
    PlainFolder.sweep(folder);
    assertFalse(Files.exists(left));
    assertEquals("of somebody", Files.readString(kept));
    assertEquals("\0".repeat(7), Files.readString(weights));
    assertTrue(Files.exists(other) && Files.exists(being));
  }

  @Test
  void whatIsInUseStays() throws Exception {
    Path path;
    try (PlainFolder own = PlainFolder.make()) {
      path = own.path();
      assertEquals(
          "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(own.path())));
      PlainFolder.sweep(own.path().getParent());
      try (PlainFolder another = PlainFolder.make()) {
        assertTrue(Files.exists(own.path()) && Files.exists(another.path()));
      }
      String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      String classes = System.getProperty("java.class.path");
      Process other =
          new ProcessBuilder(
                  java, "-cp", classes, Sweeping.class.getName(), own.path().getParent().toString())
              .inheritIO()
              .start();
      assertEquals(0, other.waitFor());
      assertTrue(Files.exists(own.path()), "another process leaves what is locked");
    }
    assertFalse(Files.exists(path));
  }

  /** Sweeps in a process of its own. */
  static final class Sweeping {
    private Sweeping() {}

    public static void main(String[] folder) throws Exception {
      PlainFolder.sweep(Path.of(folder[0]));
    }
  }
}
