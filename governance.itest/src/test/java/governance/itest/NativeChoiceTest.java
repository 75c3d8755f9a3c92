package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A deployment whose engine has no native library of its own and uses one of the machine. In its
 * place stands what the usual one has unpacked.
 */
@Timeout(180)
class NativeChoiceTest {
  @TempDir Path folder;
  private Distribution distribution;

  @BeforeEach
  void link() throws IOException {
    distribution = new Distribution(folder);
  }

  private TinyRuns.Ended doctor(Map<String, String> environment) throws Exception {
    return TinyRuns.ended(
        distribution.startWith(environment, "doctor", "--out", folder.toString()));
  }

  private static void says(TinyRuns.Ended ended, String line) {
    assertTrue(ended.text().lines().anyMatch(l -> l.matches(line)), ended.text());
  }

  private Path unpacked() throws Exception {
    TinyRuns.Ended usual = doctor(Map.of());
    assertEquals(0, usual.code(), usual.text());
    says(usual, "ok +library +2\\.7\\.1 cpu, bundled: .*");
    try (Stream<Path> folders = Files.list(folder.resolve("cache/djl/pytorch"))) {
      return folders.findFirst().orElseThrow();
    }
  }

  @Test
  void theLibraryOfTheMachineTakesThePlaceOfTheBundledOne() throws Exception {
    Path library = unpacked();
    Map<String, String> environment = new HashMap<>(Map.of("GOVERNANCE_NATIVE", "external"));
    TinyRuns.Ended none = doctor(environment);
    assertEquals(1, none.code(), none.text());
    says(none, "FAIL +engine +engine: has no native library: no bundle carries one.*");

    environment.put("GOVERNANCE_ENGINE_LIBTORCH_PATH", library.toString());
    environment.put("GOVERNANCE_ENGINE_LIBTORCH_VERSION", "2.7.1");
    TinyRuns.Ended good = doctor(environment);
    assertEquals(0, good.code(), good.text());
    says(good, "ok +library +\\Q2.7.1 cpu, of this machine: " + library + "\\E");
    says(good, "ok +check backward +.*");

    Files.write(library.resolve("0.36.0-libdjl_torch.so"), List.of("of another version"));
    TinyRuns.Ended bad = doctor(environment);
    assertEquals(1, bad.code(), bad.text());
    says(bad, "FAIL +engine +libtorch 2\\.7\\.1 cpu .*did not load.*build\\.sh.*");
    assertTrue(bad.text().contains("Runs cannot work here."), bad.text());
  }
}
