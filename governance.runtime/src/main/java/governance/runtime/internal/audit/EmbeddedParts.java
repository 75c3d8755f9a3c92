package governance.runtime.internal.audit;

import governance.runtime.internal.store.JsonReader;
import governance.runtime.internal.store.Tree;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;

/**
 * Libraries inside a bundle: those that a CycloneDX file in {@code META-INF/sbom} names, and those
 * that Maven's files name. What is inside and named by neither is told.
 */
final class EmbeddedParts {
  private static final String SBOM = "META-INF/sbom/";

  /** A property of a component: the beginning of the paths of its files. */
  private static final String COVERS = "governance:covers";

  private final InstalledBundle bundle;
  private final List<String> files;
  private final List<Map<String, Object>> parts = new ArrayList<>();
  private final List<String> covered = new ArrayList<>();

  EmbeddedParts(InstalledBundle bundle) {
    this.bundle = bundle;
    this.files = bundle.files();
    for (String path : files) {
      if (path.startsWith(SBOM) && path.endsWith(".json")) {
        bundle.text(path).ifPresent(this::described);
      }
    }
    if (!own()) {
      maven();
    }
  }

  private void described(String text) {
    if (JsonReader.object(text).get("components") instanceof List<?> components) {
      for (Object each : components) {
        if (each instanceof Map<?, ?> component) {
          Map<String, Object> tree = Tree.of();
          component.forEach((key, value) -> tree.put(key.toString(), value));
          cover(tree.remove("properties"));
          parts.add(tree);
        }
      }
    }
  }

  private void cover(Object properties) {
    if (properties instanceof List<?> list) {
      for (Object each : list) {
        if (each instanceof Map<?, ?> property && COVERS.equals(property.get("name"))) {
          covered.add(String.valueOf(property.get("value")));
        }
      }
    }
  }

  /** Of several modules that Maven's files name, one is the bundle itself. */
  private void maven() {
    List<Properties> modules = modules();
    Optional<Properties> self = self(modules);
    for (Properties module : modules) {
      if (self.isPresent() && module != self.get()) {
        String group = module.getProperty("groupId");
        String name = module.getProperty("artifactId");
        String version = module.getProperty("version");
        parts.add(
            Tree.of(
                "type", "library",
                "group", group,
                "name", name,
                "version", version,
                "purl", "pkg:maven/" + group + "/" + name + "@" + version));
      }
    }
  }

  private List<Properties> modules() {
    List<Properties> modules = new ArrayList<>();
    for (String path : files) {
      if (path.matches("META-INF/maven/[^/]+/[^/]+/pom.properties")) {
        Properties properties = new Properties();
        try {
          properties.load(new StringReader(bundle.text(path).orElse("")));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        if (properties.containsKey("artifactId")) {
          modules.add(properties);
        }
      }
    }
    return modules;
  }

  private Optional<Properties> self(List<Properties> modules) {
    if (modules.size() == 1) {
      return Optional.of(modules.get(0));
    }
    return modules.stream()
        .filter(m -> bundle.name().endsWith(m.getProperty("artifactId")))
        .findFirst();
  }

  /** Returns Maven's coordinates of the bundle itself, if it carries them. */
  Optional<Properties> coordinates() {
    return self(modules());
  }

  /** Returns the components inside. */
  List<Map<String, Object>> parts() {
    return parts;
  }

  /** Whether its files follow the rule that a bundle's name begins the names of its packages. */
  private boolean own() {
    String vendor = bundle.header("Bundle-Vendor").orElse("");
    return vendor.equals("Governance Framework") || bundle.location().contains("/plugins/");
  }

  /** Returns folders and libraries inside that nobody names. */
  List<String> unknown() {
    TreeSet<String> unknown = new TreeSet<>();
    String root = bundle.name().replaceFirst("[.-].*", "") + "/";
    for (String path : files) {
      boolean foreign =
          path.endsWith(".jar")
              || path.matches(".*\\.(so|dll|dylib|jnilib)(\\.\\d+)*")
              || own() && path.endsWith(".class") && !path.startsWith(root);
      if (foreign && covered.stream().noneMatch(path::startsWith)) {
        unknown.add(path.endsWith(".class") ? path.replaceFirst("/[^/]*$", "/") : path);
      }
    }
    return List.copyOf(unknown);
  }
}
