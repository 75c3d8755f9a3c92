package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Reader;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.felix.feature.impl.FeatureServiceImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.service.feature.Feature;
import org.osgi.service.feature.FeatureBundle;
import org.osgi.service.feature.FeatureExtension;

/** The features of the OSGi Feature Service, read with the library of another project. */
class FeatureJsonTest {

  private final DeploymentRepository repository = new DeploymentRepository();

  private Feature feature(String domain) throws Exception {
    try (Reader reader = Files.newBufferedReader(repository.generated(domain + ".osgifeature"))) {
      return new FeatureServiceImpl().readFeature(reader);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"city", "education", "finance", "judicial", "medical"})
  void aDomainsFeatureHoldsWhatItsSetLocks(String domain) throws Exception {
    Set<String> identities = new TreeSet<>();
    Feature feature = feature(domain);
    for (FeatureBundle bundle : feature.getBundles()) {
      identities.add(DeploymentRepository.identity(repository.jar(bundle.getID().toString())));
    }
    assertEquals(Set.of(), LockedSet.missing(domain, identities, name -> true));
    assertEquals(LockedSet.read(domain).size(), feature.getBundles().size());
    assertTrue(feature.isComplete());
    assertEquals("osgifeature", feature.getID().getType().orElseThrow());
    assertEquals(domain, feature.getID().getClassifier().orElseThrow());
  }

  @Test
  void itNamesFrameworkAndStartLevels() throws Exception {
    Feature feature = feature("finance");
    FeatureExtension framework = feature.getExtensions().get("launch-framework");
    assertEquals(FeatureExtension.Type.ARTIFACTS, framework.getType());
    String jar = framework.getArtifacts().get(0).getID().toString();
    assertTrue(
        DeploymentRepository.identity(repository.jar(jar))
            .startsWith("org.apache.felix.framework "));
    Map<String, Integer> levels = new TreeMap<>();
    for (FeatureBundle bundle : feature.getBundles()) {
      Number level = (Number) bundle.getMetadata().get("bundleStartLevel");
      levels.put(bundle.getID().getArtifactId(), level.intValue());
    }
    assertTrue(levels.get("org.apache.felix.scr") < levels.get("governance.engine"));
    assertTrue(levels.get("governance.engine") < levels.get("plugins.domain-finance"));
    assertTrue(levels.get("plugins.domain-finance") < levels.get("governance.runtime"));
  }
}
