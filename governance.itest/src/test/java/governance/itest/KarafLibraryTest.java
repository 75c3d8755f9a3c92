package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A library of the machine in Karaf, which keeps bundles where no class path can name them: it is
 * tried in a process of its own all the same. In its place stands what the usual one has unpacked.
 */
@Timeout(240)
class KarafLibraryTest {
  @TempDir Path folder;

  private Path unpacked() throws Exception {
    Distribution distribution = new Distribution(Files.createDirectory(folder.resolve("felix")));
    TinyRuns.Ended usual =
        TinyRuns.ended(distribution.startWith(Map.of(), "doctor", "--out", folder.toString()));
    assertEquals(0, usual.code(), usual.text());
    return only(folder.resolve("felix/cache/djl/pytorch"));
  }

  private static Path only(Path folder) throws Exception {
    try (Stream<Path> all = Files.list(folder)) {
      return all.reduce((one, other) -> one.resolve("and " + other)).orElseThrow();
    }
  }

  @Test
  void aLibraryOfTheMachineIsTriedInAProcessOfItsOwn() throws Exception {
    Path library = unpacked();
    String setting = "-Dgovernance.engine.libtorch.";
    try (Karaf karaf =
        new Karaf(folder, setting + "path=" + library + " " + setting + "version=2.7.1")) {
      karaf.awaitCommands();
      assertEquals("", karaf.ask("kar:install file:" + Karaf.archive()));
      assertEquals("", karaf.ask("feature:install governance-finance"));
      karaf.await("governance:doctor", answer -> answer.contains("of this machine: " + library));
    }
    assertEquals(
        library + System.lineSeparator(), Files.readString(only(folder.resolve("djl/passed"))));
  }
}
