package governance.runtime.internal.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.runtime.internal.store.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.cyclonedx.Version;
import org.cyclonedx.exception.ParseException;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of dependencies, as CycloneDX's own library reads it. */
class SbomTest {
  private static final String EMBEDDED =
      """
      {"bomFormat":"CycloneDX","specVersion":"1.6","version":1,"components":[
        {"type":"library","group":"x","name":"inner","version":"2","licenses":[{"license":{"id":"MIT"}}],
         "purl":"pkg:maven/x/inner@2","properties":[{"name":"governance:covers","value":"x/inner/"}]}]}""";

  @TempDir Path folder;

  private static FakeInstallation installation() {
    FakeInstallation made = new FakeInstallation();
    made.bundle(
        "plugins.one",
        "reference:file:/nowhere.jar",
        Map.of("Bundle-Vendor", "Governance Framework", "Bundle-License", "Apache-2.0"),
        Map.of(
            "META-INF/sbom/embedded.cdx.json", EMBEDDED,
            "plugins/one/One.class", "",
            "x/inner/A.class", ""));
    made.bundle(
        "org.two",
        "mvn:two",
        Map.of(
            "Bundle-License",
            "\"Eclipse Public License, v2.0\";link=\"http://www.eclipse.org/legal/epl-2.0\", https://opensource.org/licenses/MIT"),
        Map.of(
            "META-INF/maven/org/two/pom.properties", "groupId=org\nartifactId=two\nversion=3\n",
            "META-INF/maven/c/d/pom.properties", "groupId=c\nartifactId=d\nversion=4\n"));
    return made;
  }

  private Bom bom() throws ParseException {
    String text = Json.pretty(new Sbom(installation(), Clock.systemUTC()).tree());
    return new JsonParser().parse(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void isValidAndTheSameForTheSameBundles() throws Exception {
    Sbom sbom = new Sbom(installation(), Clock.systemUTC());
    Path file = Files.writeString(folder.resolve("bom.json"), Json.pretty(sbom.tree()));
    assertEquals(
        List.of(),
        new JsonParser()
            .validate(file.toFile(), Version.VERSION_16).stream()
                .map(Exception::getMessage)
                .toList());
    assertEquals(
        sbom.tree().get("serialNumber"),
        new Sbom(installation(), Clock.systemUTC()).tree().get("serialNumber"));
  }

  @Test
  void namesBundlesWithLicencesAndWhatIsInside() throws Exception {
    Map<String, Component> found = new java.util.TreeMap<>();
    bom().getComponents().forEach(c -> found.put(c.getName(), c));
    Component inner = found.get("plugins.one").getComponents().get(0);
    assertEquals("pkg:maven/x/inner@2", inner.getPurl());
    Component two = found.get("two");
    assertEquals("pkg:maven/org/two@3", two.getPurl());
    assertEquals("d", two.getComponents().get(0).getName());
    assertEquals(
        List.of("EPL-2.0", "MIT"),
        two.getLicenses().getLicenses().stream().map(l -> l.getId()).toList());
    assertTrue(
        bom().getDependencies().stream()
            .anyMatch(
                d ->
                    d.getRef().equals("org.two@1.0.0")
                        && d.getDependencies().get(0).getRef().equals("system.bundle@1.0.0")));
  }

  @Test
  void whatIsInsideAndNamedByNobodyIsFound() {
    FakeInstallation made = installation();
    made.bundle(
        "acme.plugin",
        "file:/home/plugins/acme.jar",
        Map.of(),
        Map.of("acme/A.class", "", "hidden/lib/B.class", "", "more.jar", "", "z/libq.so", ""));
    Findings findings = new Findings();
    new DependencyAudit(made).look(findings);
    List<AuditFinding> unknown =
        findings.found().stream().filter(f -> f.id().equals("dependencies.unknown")).toList();
    assertEquals(1, unknown.size());
    assertEquals(
        "has inside what nobody names: hidden/lib/, more.jar, z/libq.so", unknown.get(0).found());
    assertTrue(
        findings.found().stream()
            .anyMatch(
                f ->
                    f.id().equals("dependencies.no-licence") && f.subject().equals("acme.plugin")));
  }
}
