package governance.runtime.internal.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdvisoryAuditTest {
  @TempDir Path folder;

  private static Findings looked(Optional<Path> place) {
    FakeInstallation made = new FakeInstallation();
    made.bundle(
        "org.two",
        "mvn:two",
        Map.of(),
        Map.of(
            "META-INF/maven/org/two/pom.properties", "groupId=org\nartifactId=two\nversion=3\n",
            "META-INF/maven/c/d/pom.properties", "groupId=c\nartifactId=d\nversion=4\n"));
    Findings findings = new Findings();
    new AdvisoryAudit(made, place).look(findings);
    return findings;
  }

  @Test
  void whatIsInsideOfABundleIsComparedTooAndRatedBySeverity() throws IOException {
    Files.writeString(
        folder.resolve("GHSA-1.json"),
        """
        {"id":"GHSA-1","aliases":["CVE-7"],"summary":"Reads too much.","modified":"2026-11-01T00:00:00Z",
         "database_specific":{"severity":"CRITICAL"},
         "affected":[{"package":{"ecosystem":"Maven","name":"c:d"},
           "ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"},{"fixed":"4.1"}]}]}]}""");
    Files.writeString(
        folder.resolve("GHSA-2.json"),
        """
        {"id":"GHSA-2","affected":[{"package":{"ecosystem":"Maven","name":"org:two"},"versions":["3"]},
          {"package":{"ecosystem":"Maven","name":"c:d"},
           "ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"5"}]}]}]}""");
    Findings findings = looked(Optional.of(folder));
    AuditFinding worst = findings.found().get(0);
    assertEquals("dependencies.vulnerable", worst.id());
    assertEquals(Severity.CRITICAL, worst.severity());
    assertEquals("c:d 4, inside two", worst.subject());
    assertEquals("GHSA-1, CVE-7: Reads too much.", worst.found());
    assertEquals("Use 4.1 or newer", worst.remedy());
    AuditFinding next = findings.found().get(1);
    assertEquals(Severity.MEDIUM, next.severity());
    assertEquals("org:two 3", next.subject());
    assertTrue(next.remedy().startsWith("No fixed version is told"), next.remedy());
    AuditFinding last = findings.found().get(2);
    assertEquals(
        "2 libraries were compared with 2 advisories, the newest of 2026-11-01T00:00:00Z",
        last.found());
    assertTrue(
        findings.unchecked().stream().anyMatch(u -> u.subject().startsWith("system.bundle")));
  }

  @Test
  void silenceIsNotTakenForNoVulnerability() throws IOException {
    var without = looked(Optional.empty()).unchecked();
    assertEquals("known vulnerabilities of libraries", without.get(0).subject());
    assertTrue(without.get(0).why().contains("--advisories"), without.toString());
    Path wrong = Files.writeString(folder.resolve("wrong.json"), "{}");
    for (Path place : new Path[] {wrong, folder.resolve("nowhere")}) {
      String told =
          assertThrows(GovernanceException.class, () -> looked(Optional.of(place))).getMessage();
      assertTrue(told.contains("OSV schema"), told);
    }
  }
}
