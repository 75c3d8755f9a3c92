package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.itest.Distribution.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An installation that is configured by files in {@code conf/}. */
@Timeout(120)
class ConfiguredDistributionTest {

  private static final String PARITY = "fairness.demographic-parity";

  @TempDir Path folder;
  private Distribution distribution;

  @BeforeEach
  void link() throws IOException {
    distribution = new Distribution(folder);
  }

  private TinyRuns.Ended governance(String... words) throws Exception {
    return TinyRuns.ended(distribution.start(words));
  }

  private static String line(String text, String part) {
    return text.lines().filter(l -> l.contains(part)).findFirst().orElse("").strip();
  }

  @Test
  void theExampleOfTheConfiguratorWorksAsItShips() throws Exception {
    Path conf = distribution.conf();
    Files.copy(conf.resolve("examples/configuration.json"), conf.resolve("mine.json"));
    TinyRuns.Ended plan = governance("plan", "finance", "--out", folder.toString());
    assertEquals(0, plan.code(), plan.text());
    for (String setting : List.of("gap +\"UNBIASED\"", "minimumGroup +2")) {
      String expected = " *" + PARITY + " " + setting + " +configuration " + PARITY;
      assertTrue(plan.text().lines().anyMatch(l -> l.matches(expected)), plan.text());
    }
    assertTrue(
        line(plan.text(), "train.threads").matches(".* 2 +configuration governance.runtime"),
        plan.text());
    TinyRuns.Ended doctor = governance("doctor", "--out", folder.toString());
    assertEquals(0, doctor.code(), doctor.text());
    assertTrue(doctor.text().contains(PARITY + ": gap, minimumGroup"), doctor.text());
  }

  @Test
  void aDocumentThatIsWrongIsNeverLeftOutInSilence() throws Exception {
    Path file = distribution.conf().resolve("mine.json");
    Files.writeString(file, "{ \"a\": ");
    TinyRuns.Ended ended = governance("list");
    assertEquals(2, ended.code(), ended.text());
    assertTrue(ended.text().startsWith("error: " + file + ": is no valid JSON"), ended.text());
    String example = Files.readString(distribution.conf().resolve("examples/configuration.json"));
    Files.writeString(
        file, example.replace("\"minimumGroup\": 2", "\"minimumGroup:Integer\": \"x\""));
    ended = governance("plan", "finance", "--out", folder.toString());
    assertEquals(2, ended.code(), ended.text());
    assertTrue(
        ended.text().contains("configuration " + PARITY + ": was not taken from its document"),
        ended.text());
    assertFalse(ended.text().contains("The run can start"), ended.text());
  }

  @Test
  void aPropertyFileCountsAsSoonAsItIsDropped() throws Exception {
    Path conf = distribution.conf();
    try (Shell shell = new Shell(distribution.start("shell"))) {
      assertEquals("", configured(shell));
      drop(conf, "cfg", "gap = ABSOLUTE\n");
      assertEquals("ABSOLUTE", await(shell, "ABSOLUTE"));
      drop(conf, "cfg", "gap = UNBIASED\n");
      assertEquals("UNBIASED", await(shell, "UNBIASED"));
      Files.delete(conf.resolve(PARITY + ".cfg"));
      assertEquals("", await(shell, ""));
      drop(conf, "config", "gap=\"ABSOLUTE\"\nminimumGroup=I\"7\"\n");
      assertEquals("ABSOLUTE", await(shell, "ABSOLUTE"));
      assertEquals(0, shell.end());
    }
    TinyRuns.Ended plan = governance("plan", "finance", "--out", folder.toString());
    assertTrue(
        line(plan.text(), PARITY + " minimumGroup").matches(".* 7 +configuration " + PARITY),
        plan.text());
  }

  private static void drop(Path conf, String ending, String text) throws IOException {
    Path written = Files.writeString(conf.resolve("written.tmp"), text);
    Path file = conf.resolve(PARITY + "." + ending);
    Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Returns what is configured for the gap, by the JSON that describes the penalty. */
  private static String configured(Shell shell) throws IOException {
    String text = String.join("\n", shell.ask("governance:describe " + PARITY + " --json"));
    String values = text.substring(text.indexOf("\"configured\": {"));
    return values.contains("\"gap\"")
        ? values.replaceAll("(?s).*?\"gap\": \"(\\w+)\".*", "$1")
        : "";
  }

  private static String await(Shell shell, String expected) throws Exception {
    String last = configured(shell);
    for (int i = 0; i < 100 && !last.equals(expected); i++) {
      Thread.sleep(100);
      last = configured(shell);
    }
    return last;
  }
}
