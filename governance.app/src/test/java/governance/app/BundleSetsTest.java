package governance.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The locked sets of bundles that the product ships. */
class BundleSetsTest {

  private static Set<String> bundles(String set) throws IOException, LaunchException {
    return BundleSet.read(Path.of("../cnf/" + set + ".bndrun")).bundles().keySet();
  }

  @ParameterizedTest
  @ValueSource(strings = {"city", "education", "finance", "judicial", "medical"})
  void aDomainHoldsItsOwnBundlesAndNoOtherDomains(String domain) throws Exception {
    Set<String> packs =
        bundles(domain).stream()
            .filter(name -> name.startsWith("plugins.domain-"))
            .collect(Collectors.toSet());
    assertEquals(Set.of("plugins.domain-" + domain), packs);
  }

  @Test
  void allIsTheUnionOfTheDomains() throws Exception {
    Set<String> union = new TreeSet<>();
    for (String domain : List.of("city", "education", "finance", "judicial", "medical")) {
      union.addAll(bundles(domain));
    }
    assertEquals(union, new TreeSet<>(bundles("all")));
  }

  @Test
  void everySetHoldsTheEngineWithItsNativeLibrary() throws Exception {
    assertTrue(
        bundles("finance")
            .containsAll(
                Set.of("governance.runtime", "governance.engine", "governance.engine.cpu")));
  }
}
