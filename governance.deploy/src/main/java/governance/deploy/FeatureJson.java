package governance.deploy;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A domain as a feature of the OSGi Feature Service (Compendium, chapter 159), with the start
 * levels and the framework in the words of the Feature Launcher (chapter 160).
 *
 * <p>Felix's library reads such features, and the tests read these with it; its writer leaves out
 * {@code complete} and the artifacts of extensions.
 */
final class FeatureJson {

  private final BundleSets sets;
  private final Artifact framework;

  FeatureJson(BundleSets sets, Artifact framework) {
    this.sets = sets;
    this.framework = framework;
  }

  /** Writes a domain's feature under its Maven coordinates, of type osgifeature. */
  void write(String domain, String coordinates, Path file) throws IOException {
    Map<String, Object> feature = new LinkedHashMap<>();
    feature.put("feature-resource-version", "1.0");
    feature.put("id", coordinates);
    feature.put("name", "Governance for " + domain);
    feature.put("description", "The domain pack " + domain + " with all that it needs.");
    feature.put("vendor", "Governance Framework");
    feature.put("license", "Apache-2.0");
    feature.put("complete", true);
    feature.put("bundles", sets.byDomain().get(domain).stream().map(FeatureJson::bundle).toList());
    feature.put("extensions", Map.of("launch-framework", framework()));
    String json =
        new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(feature);
    Files.writeString(file, json + "\n");
  }

  private static Map<String, Object> bundle(DeployedBundle bundle) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("id", bundle.artifact().id());
    entry.put("bundleStartLevel", bundle.startLevel());
    return entry;
  }

  private Map<String, Object> framework() {
    Map<String, Object> extension = new LinkedHashMap<>();
    extension.put("type", "artifacts");
    extension.put("kind", "optional");
    extension.put("artifacts", List.of(Map.of("id", framework.id())));
    return extension;
  }
}
