package governance.engine.internal.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreeMemoryTest {
  private static final long MIB = 1 << 20;

  @TempDir Path folder;

  private void file(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }

  private OptionalLong host() {
    return new FreeMemory(folder.resolve("meminfo"), folder).host();
  }

  @Test
  void theMachineAndTheControlGroupBothLimit() throws IOException {
    assertEquals(OptionalLong.empty(), host());
    file("meminfo", "MemTotal: 9999 kB\nMemFree:  10 kB\nMemAvailable:    204800 kB\n");
    assertEquals(OptionalLong.of(200 * MIB), host());
    file("memory.max", "max\n");
    file("memory.current", 50 * MIB + "\n");
    assertEquals(OptionalLong.of(200 * MIB), host());
    file("memory.max", 150 * MIB + "\n");
    assertEquals(OptionalLong.of(100 * MIB), host());
    file("memory.stat", "anon 12\ninactive_file " + 20 * MIB + "\nactive_file 7\n");
    assertEquals(OptionalLong.of(120 * MIB), host());
    file("memory.current", 500 * MIB + "\n");
    assertEquals(OptionalLong.of(0), host());
  }
}
