package governance.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheFolderTest {

  @TempDir Path folder;

  private Path choose(Map<String, String> environment, Path userHome) throws LaunchException {
    return CacheFolder.choose(new Home(folder.resolve("dist")), environment, userHome.toString());
  }

  @Test
  void isTheUsersCacheAndPrivate() throws Exception {
    Path chosen = choose(Map.of(), folder.resolve("me"));
    assertEquals(folder.resolve("me/.cache/governance"), chosen);
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(chosen)));
  }

  @Test
  void followsTheEnvironment() throws Exception {
    Path wanted = folder.resolve("wanted");
    assertEquals(wanted, choose(Map.of("GOVERNANCE_CACHE", wanted.toString()), folder));
    Path xdg = folder.resolve("xdg");
    assertEquals(
        xdg.resolve("governance"), choose(Map.of("XDG_CACHE_HOME", xdg.toString()), folder));
  }

  @Test
  void fallsBackToTheDistribution() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertEquals(folder.resolve("dist/var"), choose(Map.of(), file));
  }

  @Test
  void saysWhatToDoWhenNothingCanBeWritten() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    LaunchException e =
        assertThrows(
            LaunchException.class,
            () -> choose(Map.of("GOVERNANCE_CACHE", file.resolve("x").toString()), folder));
    assertEquals(LaunchException.BAD_INPUT, e.exitCode());
    assertTrue(e.getMessage().contains("set GOVERNANCE_CACHE"), e.getMessage());
  }
}
