package governance.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {

  @TempDir Path folder;
  private TestHome home;

  @BeforeEach
  void prepare() throws IOException {
    home = new TestHome(folder);
    home.cli("cli.all").cli("cli.finance").set("all", "cli.all").set("finance", "cli.finance");
  }

  @Test
  void handsAllWordsToTheCommandAndReturnsItsExitCode() {
    assertEquals(43, home.run("run", "finance", "--seed=1"), home.err());
    assertTrue(home.out().contains("words [run, finance, --seed=1]"), home.out());
    assertEquals("", home.err());
  }

  @Test
  void startsTheBundlesOfTheDomainAndNoOthers() {
    home.run("plan", "finance");
    assertTrue(home.out().contains("cli.finance"), home.out());
    assertFalse(home.out().contains("cli.all"), home.out());
  }

  @Test
  void startsAllBundlesForAnUnknownDomain() {
    home.run("plan", "fnance");
    assertTrue(home.out().contains("cli.all"), home.out());
  }

  @Test
  void thirdPartyPluginsRunBeforeTheCommandDoes() throws IOException {
    TestHome.bundle(home.home.plugins().resolve("third.jar"), "third.party");
    home.run("list");
    assertTrue(home.out().contains("third.party"), home.out());
  }

  @Test
  void namesThePluginThatCannotRunAndGoesOn() throws IOException {
    TestHome.bundle(
        home.home.plugins().resolve("broken.jar"), "broken", "Import-Package: not.there");
    assertEquals(41, home.run("list"));
    assertTrue(home.err().contains("do not run: broken 1.0.0; see: governance list"), home.err());
  }

  @Test
  void saysWhyTheRuntimeIsNotThere() throws IOException {
    TestHome.bundle(
        home.home.bundles().resolve("deaf.jar"), "deaf", "Require-Capability: needed.thing");
    home.set("finance", "deaf");
    assertEquals(LaunchException.INTERNAL, home.run("run", "finance"));
    assertTrue(home.err().startsWith("error: "), home.err());
    assertTrue(
        home.err().contains("deaf 1.0.0") && home.err().contains("needed.thing"), home.err());
  }

  @Test
  void namesBundlesThatTheDistributionLacks() throws IOException {
    home.set("finance", "cli.finance", "lost");
    assertEquals(LaunchException.INTERNAL, home.run("run", "finance"));
    assertTrue(home.err().contains("lacks lost"), home.err());
  }

  @Test
  void leavesNoFrameworkStorageBehind() throws IOException {
    home.run("list");
    try (Stream<Path> left = Files.list(folder.resolve("cache/framework"))) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void endsCleanlyWhenTheProcessIsInterrupted() throws Exception {
    Process process = home.process("block");
    List<String> lines = new ArrayList<>();
    try (BufferedReader reader = process.inputReader()) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
        if (line.equals("blocking")) {
          process.toHandle().destroy(); // keeps the streams open, unlike Process.destroy
        }
      }
    }
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    assertEquals(128 + 15, process.exitValue());
    assertTrue(lines.contains("stopped cleanly"), lines.toString());
    assertTrue(lines.contains("command returned"), lines.toString());
  }
}
