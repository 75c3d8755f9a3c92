package governance.app;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameworkStorageTest {

  @TempDir Path parent;

  @Test
  void removesWhatAKilledProcessLeft() throws IOException {
    Path left = Files.createDirectories(parent.resolve("left/bundle1"));
    Files.writeString(left.resolve("data"), "x");
    Files.createFile(parent.resolve("left.lock"));
    try (FrameworkStorage storage = FrameworkStorage.create(parent)) {
      assertTrue(Files.isDirectory(storage.folder()));
      assertFalse(Files.exists(parent.resolve("left")));
      assertFalse(Files.exists(parent.resolve("left.lock")));
    }
  }

  @Test
  void eachOneIsPrivateAndRemovedAtTheEnd() throws IOException {
    Path first;
    try (FrameworkStorage one = FrameworkStorage.create(parent.resolve("a"));
        FrameworkStorage two = FrameworkStorage.create(parent.resolve("b"))) {
      first = one.folder();
      assertNotEquals(first, two.folder());
    }
    assertFalse(Files.exists(first));
  }
}
