package governance.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rules that the build uses. */
class KarafRulesTest {

  private static DeployedBundle bundle(String name, int level) {
    return new DeployedBundle(name, new Artifact("g", name, "1", Path.of(name)), level, false);
  }

  @Test
  void prefixesAndNamesAreTold() throws IOException {
    KarafRules rules = KarafRules.read(Path.of("karaf.properties"));
    assertTrue(rules.isProvided(bundle("slf4j.api", 1)));
    assertTrue(rules.isProvided(bundle("org.apache.felix.log", 1)));
    assertFalse(rules.isProvided(bundle("org.apache.felix.scr", 2)));
    assertTrue(rules.isDependency(bundle("org.apache.felix.scr", 2)));
    assertFalse(rules.isDependency(bundle("governance.api", 2)));
    assertEquals(83, rules.startLevel(bundle("governance.engine", 3)));
    assertEquals(30, rules.startLevel(bundle("governance.admission", 1)));
    assertEquals(
        Map.of("shippedModelDirectory", "${karaf.base}/governance/models"), rules.configuration());
  }
}
