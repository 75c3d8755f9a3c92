package governance.runtime.internal.audit;

import governance.runtime.internal.store.Digests;
import governance.runtime.internal.store.Json;
import governance.runtime.internal.store.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * All bundles of an installation and what is inside them, as a bill of materials in the form of <a
 * href="https://cyclonedx.org/docs/1.6/json/">CycloneDX 1.6</a>.
 */
public final class Sbom {
  private final Installation installation;
  private final Clock clock;

  /** Prepares. */
  public Sbom(Installation installation, Clock clock) {
    this.installation = installation;
    this.clock = clock;
  }

  /** Returns the document. */
  public Map<String, Object> tree() {
    List<InstalledBundle> bundles = installation.bundles();
    List<Object> components = new ArrayList<>();
    List<Object> dependencies = new ArrayList<>();
    Map<String, String> references = new HashMap<>();
    bundles.forEach(b -> references.putIfAbsent(b.name(), reference(b)));
    for (InstalledBundle bundle : bundles) {
      components.add(component(bundle));
      List<String> needs =
          bundle.needs().stream()
              .map(references::get)
              .filter(r -> r != null && !r.equals(reference(bundle)))
              .toList();
      dependencies.add(Tree.of("ref", reference(bundle), "dependsOn", needs));
    }
    components.addAll(libraries());
    components.addAll(models());
    String version =
        bundles.stream()
            .filter(b -> b.name().equals("governance.runtime"))
            .map(InstalledBundle::version)
            .findFirst()
            .orElse("");
    Map<String, Object> root =
        Tree.of("type", "application", "bom-ref", "governance", "name", "governance");
    root.put("version", version);
    String content = Json.canonical(components);
    UUID serial = UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8));
    return Tree.of(
        "bomFormat",
        "CycloneDX",
        "specVersion",
        "1.6",
        "serialNumber",
        "urn:uuid:" + serial,
        "version",
        1,
        "metadata",
        Tree.of(
            "timestamp", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
            "tools",
                Tree.of(
                    "components",
                    List.of(
                        Tree.of(
                            "type",
                            "application",
                            "name",
                            "governance audit",
                            "version",
                            version))),
            "component", root),
        "components",
        components,
        "dependencies",
        dependencies);
  }

  static String reference(InstalledBundle bundle) {
    return bundle.name() + "@" + bundle.version();
  }

  private Map<String, Object> component(InstalledBundle bundle) {
    EmbeddedParts embedded = new EmbeddedParts(bundle);
    Map<String, Object> tree = Tree.of("type", "library", "bom-ref", reference(bundle));
    embedded
        .coordinates()
        .ifPresentOrElse(
            module -> {
              String group = module.getProperty("groupId");
              String name = module.getProperty("artifactId");
              String version = module.getProperty("version");
              tree.put("group", group);
              tree.put("name", name);
              tree.put("version", version);
              tree.put("purl", "pkg:maven/" + group + "/" + name + "@" + version);
            },
            () -> {
              tree.put("name", bundle.name());
              tree.put("version", bundle.version());
            });
    bundle.jar().ifPresent(jar -> tree.put("hashes", hashes(jar)));
    List<Object> licences = Licences.of(bundle);
    if (!licences.isEmpty()) {
      tree.put("licenses", licences);
    }
    tree.put(
        "properties",
        List.of(
            Tree.of("name", "osgi:symbolic-name", "value", bundle.name()),
            Tree.of("name", "osgi:version", "value", bundle.version())));
    if (!embedded.parts().isEmpty()) {
      tree.put("components", embedded.parts());
    }
    return tree;
  }

  private static List<Object> hashes(Path file) {
    return List.of(Tree.of("alg", "SHA-256", "content", Digests.of(file)));
  }

  /** The jars that start the framework are no bundles of it. */
  private List<Object> libraries() {
    return files("lib", ".jar").stream().<Object>map(Sbom::library).toList();
  }

  private static Map<String, Object> library(Path jar) {
    String name = jar.getFileName().toString().replaceFirst("\\.jar$", "");
    Map<String, Object> tree = Tree.of("type", "library", "bom-ref", "lib/" + name);
    tree.put("name", name.replaceFirst("-\\d.*", ""));
    tree.put("version", name.replaceFirst("^.*?-(?=\\d)", ""));
    tree.put("hashes", hashes(jar));
    try (JarFile file = new JarFile(jar.toFile())) {
      String licence = file.getManifest().getMainAttributes().getValue("Bundle-License");
      if (licence != null) {
        tree.put("licenses", Licences.ofHeader(licence));
      }
      coordinates(file, tree);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tree;
  }

  /** What Maven wrote into a jar of one module; it names no other one. */
  private static void coordinates(JarFile file, Map<String, Object> tree) throws IOException {
    List<JarEntry> named =
        file.stream().filter(e -> e.getName().matches("META-INF/maven/.*/pom.properties")).toList();
    if (named.size() == 1) {
      Properties module = new Properties();
      try (InputStream in = file.getInputStream(named.get(0))) {
        module.load(in);
      }
      String group = module.getProperty("groupId");
      String version = module.getProperty("version");
      tree.put("group", group);
      tree.put("version", version);
      tree.put(
          "purl", "pkg:maven/" + group + "/" + module.getProperty("artifactId") + "@" + version);
    }
  }

  private List<Object> models() {
    List<Object> models = new ArrayList<>();
    for (Path weights : files("models", "model.safetensors")) {
      String name = weights.getParent().getFileName().toString();
      models.add(
          Tree.of(
              "type",
              "machine-learning-model",
              "bom-ref",
              "models/" + name,
              "name",
              name,
              "hashes",
              hashes(weights)));
    }
    return models;
  }

  private List<Path> files(String folder, String end) {
    Optional<Path> root =
        installation.home().map(h -> h.resolve(folder)).filter(Files::isDirectory);
    if (root.isEmpty()) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(root.get(), FileVisitOption.FOLLOW_LINKS)) {
      return all.filter(Files::isRegularFile)
          .filter(f -> f.getFileName().toString().endsWith(end))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
