package governance.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KarafFeaturesTest {

  @TempDir Path folder;

  private static DeployedBundle bundle(String name, int level, boolean contributes) {
    Artifact artifact = new Artifact("g", name, "1", Path.of(name));
    return new DeployedBundle(name, artifact, level, contributes);
  }

  @Test
  void whatDomainsShareIsSaidOnce() throws IOException {
    DeployedBundle log = bundle("log", 1, false);
    DeployedBundle core = bundle("core", 2, false);
    DeployedBundle metrics = bundle("metrics", 4, true);
    Map<String, List<DeployedBundle>> domains = new TreeMap<>();
    domains.put("north", List.of(log, core, metrics, bundle("north", 4, true)));
    domains.put("south", List.of(log, core, metrics, bundle("south", 4, true)));
    KarafRules rules =
        new KarafRules(
            List.of("log"), List.of("core"), 80, Map.of("north", 7), Map.of("runs", "there"));

    Path file = folder.resolve("features.xml");
    Xml.write(KarafFeatures.of(new BundleSets(domains), rules, "1"), file);
    assertEquals(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <features name="governance-1" xmlns="http://karaf.apache.org/xmlns/features/v1.6.0">
          <feature description="Governance core" name="governance-core" version="1">
            <config name="governance.runtime">
        runs = there
        </config>
            <bundle dependency="true" start-level="82">mvn:g/core/1</bundle>
          </feature>
          <feature description="Governance contributions" name="governance-plugins" version="1">
            <feature version="1">governance-core</feature>
            <bundle start-level="84">mvn:g/metrics/1</bundle>
          </feature>
          <feature description="Governance for north" name="governance-north" version="1">
            <feature version="1">governance-plugins</feature>
            <bundle start-level="7">mvn:g/north/1</bundle>
          </feature>
          <feature description="Governance for south" name="governance-south" version="1">
            <feature version="1">governance-plugins</feature>
            <bundle start-level="84">mvn:g/south/1</bundle>
          </feature>
          <feature description="Governance" name="governance-all" version="1">
            <feature version="1">governance-north</feature>
            <feature version="1">governance-south</feature>
          </feature>
        </features>
        """,
        Files.readString(file).replaceAll(" *<details>.*</details>\n", ""));
  }
}
