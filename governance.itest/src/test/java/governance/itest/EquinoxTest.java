package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The distribution on Eclipse Equinox in place of Felix. */
@Timeout(240)
class EquinoxTest {

  @TempDir Path folder;

  private static Path equinox() throws IOException {
    try (Stream<Path> jars = Files.list(Path.of("target/equinox"))) {
      return jars.findFirst().orElseThrow().toAbsolutePath();
    }
  }

  /** To the last byte: losses, metrics, gates, model, and the digests of bundles in the plan. */
  @Test
  void aRunLeavesTheSameFilesAsOnFelix() throws Exception {
    TinyRuns runs = new TinyRuns(folder);
    TinyRuns.Ended ended = TinyRuns.ended(runs.startOn(equinox()));
    assertEquals(3, ended.code(), ended.text());
    assertFalse(ended.text().contains("log: "), ended.text());
    TinyRuns.assertSameAsUndisturbed(runs.evidence());
  }

  @Test
  void theShellAndHotPlugWork() throws Exception {
    Distribution distribution = new Distribution(folder);
    try (Distribution.Shell shell =
        new Distribution.Shell(distribution.startOn(equinox(), "shell"))) {
      String doctor = String.join("\n", shell.ask("governance:doctor"));
      assertTrue(doctor.contains("org.eclipse.osgi 3."), doctor);
      Path jar = distribution.plugins().resolve("third.party.jar");
      Path part = distribution.plugins().resolve("third.party.part");
      DistributionTest.writeBundle(part);
      Files.move(part, jar, StandardCopyOption.ATOMIC_MOVE);
      DistributionTest.awaitState(shell, "Active");
      Files.delete(jar);
      DistributionTest.awaitState(shell, "");
      assertEquals(0, shell.end());
    }
  }

  @Test
  void aFrameworkThatIsNotThereIsNamed() throws Exception {
    TinyRuns.Ended ended =
        TinyRuns.ended(new Distribution(folder).startOn(folder.resolve("no.jar"), "list"));
    assertEquals(2, ended.code());
    assertTrue(ended.text().startsWith("error: GOVERNANCE_FRAMEWORK="), ended.text());
  }
}
