package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aQute.bnd.header.Attrs;
import aQute.bnd.header.Parameters;
import aQute.bnd.osgi.Jar;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Version;

/**
 * Every package that third parties can build against is compared with its release in each build;
 * what makes no promise has a version below 1 and is no business of plug-ins.
 */
class ExportedPackagesTest {

  private static final List<Path> FOLDERS =
      List.of(
          Path.of("../governance.app/target/governance/bundle"),
          Path.of("../governance.testkit/target"));

  /** Symbolic name to headers, of the bundles of this workspace. */
  private static final Map<String, Attributes> BUNDLES = new TreeMap<>();

  @BeforeAll
  static void read() throws Exception {
    for (Path folder : FOLDERS) {
      try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.jar")) {
        for (Path file : jars) {
          try (Jar jar = new Jar(file.toFile())) {
            String name = jar.getBsn();
            if (name != null && name.matches("(governance|plugins)\\..*")) {
              BUNDLES.put(name, jar.getManifest().getMainAttributes());
            }
          }
        }
      }
    }
    assertTrue(BUNDLES.keySet().containsAll(List.of("governance.api", "governance.testkit")));
  }

  private static Map<String, Version> packages(Attributes headers, String header) {
    Map<String, Version> packages = new TreeMap<>();
    for (Map.Entry<String, Attrs> each : new Parameters(headers.getValue(header)).entrySet()) {
      String version = each.getValue().getVersion();
      String least = version == null ? "0" : version.replaceAll("[\\[(]([^,]*),.*", "$1");
      packages.put(each.getKey(), Version.parseVersion(least));
    }
    return packages;
  }

  @Test
  void whatMakesAPromiseIsComparedWithItsRelease() throws IOException {
    List<String> unguarded = new ArrayList<>();
    for (Map.Entry<String, Attributes> bundle : BUNDLES.entrySet()) {
      Path pom = Path.of("..", bundle.getKey(), "pom.xml");
      packages(bundle.getValue(), "Export-Package").entrySet().stream()
          // a library's package has the promise of its library
          .filter(each -> each.getKey().matches("(governance|plugins)\\..*"))
          .map(Map.Entry::getValue)
          .filter(version -> version.getMajor() > 0)
          .findFirst()
          .ifPresent(
              version -> {
                if (!guarded(bundle.getKey(), pom)) {
                  unguarded.add(bundle.getKey());
                }
              });
    }
    assertEquals(List.of(), unguarded);
  }

  private static boolean guarded(String module, Path pom) {
    try {
      String text = Files.readString(pom);
      String release =
          text.replaceAll("(?s).*<baseline.version>([^<]*)</baseline.version>.*", "$1");
      Path jar =
          Path.of("../cnf/baseline/governance", module, release, module + "-" + release + ".jar");
      return text.contains("bnd-baseline-maven-plugin") && Files.exists(jar);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void whatMakesNoneIsNoBusinessOfPlugins() {
    Map<String, Version> open = new TreeMap<>();
    BUNDLES.forEach(
        (name, headers) ->
            packages(headers, "Export-Package")
                .forEach((exported, version) -> open.put(exported, version)));
    open.values().removeIf(version -> version.getMajor() > 0);
    assertTrue(open.containsKey("governance.engine"), open::toString);
    List<String> taken = new ArrayList<>();
    BUNDLES.forEach(
        (name, headers) -> {
          if (name.startsWith("plugins.")) {
            packages(headers, "Import-Package").keySet().stream()
                .filter(open::containsKey)
                .forEach(imported -> taken.add(name + " imports " + imported));
          }
        });
    assertEquals(List.of(), taken);
  }

  @Test
  void pluginsExportNothing() {
    BUNDLES.forEach(
        (name, headers) -> {
          if (name.startsWith("plugins.")) {
            assertEquals(null, headers.getValue("Export-Package"), name);
          }
        });
  }
}
