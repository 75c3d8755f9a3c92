package governance.deploy;

import governance.app.BundleSet;
import governance.app.Home;
import governance.app.LaunchException;
import governance.app.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.osgi.framework.Constants;

/**
 * The bundles of each domain, read as the launcher reads them: the locked list of the domain's
 * {@code .bndrun} file, the jars of the distribution, and the launcher's start levels.
 */
record BundleSets(Map<String, List<DeployedBundle>> byDomain) {

  private static final String CONTRIBUTION = "governance.contribution";

  static BundleSets read(Home home, Artifacts artifacts) throws IOException, LaunchException {
    Settings settings = Settings.read(home.conf().resolve("framework.properties"), Map.of());
    Map<String, List<DeployedBundle>> byDomain = new TreeMap<>();
    for (String domain : home.domains()) {
      List<DeployedBundle> bundles = new ArrayList<>();
      for (Path jar : BundleSet.read(home.bundleSet(domain)).locate(home.bundles())) {
        bundles.add(bundle(jar, artifacts.of(jar), settings));
      }
      byDomain.put(domain, List.copyOf(bundles));
    }
    return new BundleSets(byDomain);
  }

  /** The bundles that every domain has, in the order of the files. */
  List<DeployedBundle> shared() {
    List<DeployedBundle> shared = new ArrayList<>(byDomain.values().iterator().next());
    byDomain.values().forEach(shared::retainAll);
    return shared;
  }

  /** The bundles that a domain has beside the shared ones. */
  List<DeployedBundle> own(String domain) {
    List<DeployedBundle> own = new ArrayList<>(byDomain.get(domain));
    own.removeAll(shared());
    return own;
  }

  /** What the bundles of all domains come from, each once. */
  Set<Artifact> artifacts() {
    Set<Artifact> artifacts = new LinkedHashSet<>();
    byDomain.values().forEach(set -> set.forEach(bundle -> artifacts.add(bundle.artifact())));
    return artifacts;
  }

  private static DeployedBundle bundle(Path jar, Artifact artifact, Settings settings)
      throws IOException {
    try (JarFile file = new JarFile(jar.toFile(), false)) {
      Attributes manifest = file.getManifest().getMainAttributes();
      String name = manifest.getValue(Constants.BUNDLE_SYMBOLICNAME).split(";", 2)[0].strip();
      String capabilities = manifest.getValue(Constants.PROVIDE_CAPABILITY);
      boolean contributes = capabilities != null && capabilities.contains(CONTRIBUTION + ";");
      return new DeployedBundle(name, artifact, settings.startLevel(name), contributes);
    }
  }
}
