package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.felix.feature.impl.FeatureServiceImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.service.feature.Feature;
import org.osgi.service.feature.FeatureBundle;
import org.osgi.service.feature.FeatureExtension;
import org.osgi.util.tracker.ServiceTracker;

/** The features of the OSGi Feature Service, read with the library of another project. */
class FeatureJsonTest {

  @TempDir Path folder;

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

  /** As a launcher of such features does: install all, set their levels, start them. */
  @Test
  void aFrameworkThatFollowsItOffersTheCommandLine() throws Exception {
    Map<String, String> settings =
        Map.of(
            Constants.FRAMEWORK_STORAGE,
            folder.toString(),
            Constants.FRAMEWORK_BEGINNING_STARTLEVEL,
            "6",
            "felix.log.level",
            "0");
    FrameworkFactory factory = ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow();
    Framework framework = factory.newFramework(settings);
    framework.init();
    try {
      BundleContext context = framework.getBundleContext();
      for (FeatureBundle one : feature("finance").getBundles()) {
        String jar = repository.jar(one.getID().toString()).toRealPath().toUri().toString();
        Bundle bundle = context.installBundle("reference:" + jar);
        Number level = (Number) one.getMetadata().get("bundleStartLevel");
        bundle.adapt(BundleStartLevel.class).setStartLevel(level.intValue());
        if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
          bundle.start(Bundle.START_ACTIVATION_POLICY);
        }
      }
      framework.start();
      Filter cli = context.createFilter("(governance.cli=true)");
      ServiceTracker<?, ?> tracker = new ServiceTracker<>(context, cli, null);
      tracker.open(true); // its class is on the test's own class path too
      assertNotNull(tracker.waitForService(20_000), "no command line");
    } finally {
      framework.stop();
      framework.waitForStop(20_000);
    }
  }
}
