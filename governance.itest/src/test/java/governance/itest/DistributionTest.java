package governance.itest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aQute.bnd.osgi.Jar;
import governance.itest.Distribution.Shell;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The distribution as a user starts it. */
@Timeout(120)
class DistributionTest {

  @TempDir Path folder;
  private Distribution distribution;

  @BeforeEach
  void link() throws IOException {
    distribution = new Distribution(folder);
  }

  /** As a script types it: the lines, then exit, before the input ends. */
  @ParameterizedTest
  @CsvSource({"exit, 0", "exit 3, 3", "'', 0"})
  void aPipedShellEndsCleanly(String last, int code) throws Exception {
    Process process = distribution.start("shell");
    try (PrintStream keyboard = new PrintStream(process.getOutputStream(), true, UTF_8)) {
      keyboard.println("governance:list --kind gate");
      keyboard.println(last);
    }
    TinyRuns.Ended ended = TinyRuns.ended(process);
    assertTrue(ended.text().contains("explain.convergence"), ended.text());
    assertFalse(ended.text().contains("Exception"), ended.text());
    assertEquals(code, ended.code(), ended.text());
  }

  @Test
  void startsEveryBundleAndEndsWithTheShell() throws Exception {
    try (Shell shell = new Shell(distribution.start("shell"))) {
      List<String> idle =
          shell.ask("lb -s").stream()
              .filter(line -> line.matches("\\s*\\d+\\|.*"))
              .filter(line -> !line.contains("|Active") && !line.contains("|governance.engine.cpu"))
              .toList();
      assertEquals(List.of(), idle);
      assertEquals(0, shell.end());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"city", "education", "finance", "judicial", "medical"})
  void domainsBeginWithTheModelThatShips(String domain) throws Exception {
    TinyRuns.Ended ended =
        TinyRuns.ended(distribution.start("plan", domain, "--out", folder.toString()));
    assertEquals(0, ended.code(), ended.text());
    assertTrue(ended.text().contains("\nmodel    base\n"), ended.text());
    Path base = folder.resolve("home").resolve("models").resolve("base");
    assertTrue(ended.text().contains('"' + base.toString() + '"'), ended.text());
  }

  @Test
  void aJarDroppedIntoPluginsRunsAndLeavesWhenItIsDeleted() throws Exception {
    try (Shell shell = new Shell(distribution.start("shell"))) {
      assertTrue(states(shell).isEmpty());
      Path jar = distribution.plugins().resolve("third.party.jar");
      Path part = distribution.plugins().resolve("third.party.part");
      writeBundle(part);
      Files.move(part, jar, StandardCopyOption.ATOMIC_MOVE);
      awaitState(shell, "Active");
      Files.delete(jar);
      awaitState(shell, "");
    }
  }

  static void awaitState(Shell shell, String state) throws Exception {
    String last = null;
    for (int attempt = 0; attempt < 100; attempt++) {
      last = String.join(" ", states(shell));
      if (state.isEmpty() ? last.isEmpty() : last.contains("|" + state)) {
        return;
      }
      Thread.sleep(100);
    }
    assertEquals(state, last);
  }

  private static List<String> states(Shell shell) throws IOException {
    return shell.ask("lb -s").stream().filter(line -> line.contains("third.party")).toList();
  }

  static void writeBundle(Path file, String... headers) throws Exception {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
    manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
    manifest.getMainAttributes().putValue("Bundle-SymbolicName", "third.party");
    manifest.getMainAttributes().putValue("Bundle-Version", "1.0.0");
    for (String header : headers) {
      manifest.getMainAttributes().putValue(header.split(": ")[0], header.split(": ")[1]);
    }
    try (Jar jar = new Jar("third.party")) {
      jar.setManifest(manifest);
      jar.write(file.toFile());
    }
  }
}
