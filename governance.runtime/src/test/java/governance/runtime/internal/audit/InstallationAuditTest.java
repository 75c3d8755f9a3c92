package governance.runtime.internal.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.runtime.internal.access.AccessControl;
import governance.runtime.internal.access.Touched;
import governance.runtime.internal.configuration.Configurations;
import governance.runtime.internal.privacy.PrivacyLedger;
import governance.runtime.internal.store.EventLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationAuditTest {
  private static final String ME = ProcessHandle.current().info().user().orElseThrow();

  @TempDir Path folder;
  private final FakeInstallation made = new FakeInstallation();
  private Path home;
  private AccessControl access;
  private PrivacyLedger ledger;

  @BeforeEach
  void home() throws IOException {
    home = Files.createDirectory(folder.resolve("home"));
    Files.createDirectory(home.resolve("plugins"));
    made.properties.put("governance.home", home.toString());
    ledger = new PrivacyLedger(folder.resolve("ledger.jsonl"), Clock.systemUTC());
    made.properties.put("governance.plugins.signers", "signers");
    access = new AccessControl(Optional.of(home.resolve("access")), Clock.systemUTC());
  }

  private Findings findings() {
    Findings findings = new Findings();
    new InstallationAudit(
            made, access, Configurations.NONE, Optional.of(ledger), Optional.empty(), List.of())
        .look(findings);
    return findings;
  }

  private List<String> found() {
    return findings().found().stream()
        .map(f -> f.severity() + " " + f.id())
        .filter(f -> !f.endsWith("process.root") && !f.endsWith("dependencies.listed"))
        .toList();
  }

  private void policy(String... roles) {
    access.folder().begin(Map.of(ME, List.of(roles)), Map.of("set", ME));
  }

  @Test
  void aSharedInstallationThatIsSetUpHasNoFinding() {
    policy("operator");
    assertEquals(List.of(), found());
    assertEquals(
        List.of(
            "access",
            "bundles",
            "configuration",
            "dependencies",
            "engine",
            "keys",
            "ledger",
            "permissions",
            "process"),
        findings().checks());
  }

  @Test
  void aLedgerThatARunContradictsIsFound() throws IOException {
    Path run = Files.createDirectory(folder.resolve("one"));
    try (EventLog events = new EventLog(Clock.systemUTC())) {
      events.open(run.resolve("events.jsonl"));
      events.add(PrivacyLedger.EVENT, Map.of("entry", 0L, "hash", "0".repeat(64)));
    }
    Findings findings = new Findings();
    new InstallationAudit(
            made, access, Configurations.NONE, Optional.of(ledger), Optional.empty(), List.of(run))
        .look(findings);
    assertTrue(
        findings.found().stream().anyMatch(f -> f.id().equals("privacy.ledger-replaced")),
        findings.found().toString());
  }

  @Test
  void whatIsNotLookedAtIsTold() {
    made.properties.remove("governance.home");
    List<String> not =
        findings().unchecked().stream().map(u -> u.id() + " " + u.subject()).toList();
    assertTrue(not.contains("permissions the folders of the installation"), not.toString());
  }

  @Test
  void aPolicyThatIsMissingWeakOrTamperedWithIsFound() throws IOException {
    assertEquals(List.of("MEDIUM access.no-policy"), found());
    policy("operator", "auditor");
    assertEquals(List.of("LOW access.duties"), found());
    Path policy = access.folder().file();
    String text = Files.readString(policy);
    Files.writeString(
        policy,
        text.replace("\"set\"", "\"*\"")
            .replace("\"commands\": {}", "\"commands\": {\"shell\": [\"operator\"]}"));
    access.command("list", () -> Touched.NOTHING, List.of());
    assertEquals(
        List.of(
            "MEDIUM access.shell",
            "LOW access.all-data",
            "LOW access.duties",
            "LOW access.policy-edited"),
        found());
    Files.setPosixFilePermissions(policy, PosixFilePermissions.fromString("rw-rw-r--"));
    assertEquals("MEDIUM access.shell", found().get(0), "its folder is closed");
    Files.setPosixFilePermissions(
        access.folder().path(), PosixFilePermissions.fromString("rwxr-xr-x"));
    assertEquals("HIGH access.policy-writable", found().get(0));
    Files.writeString(
        access.folder().logFile(),
        Files.readString(access.folder().logFile()).replace("access init", "access show"));
    assertEquals("CRITICAL access.log-altered", found().get(0));
    Files.writeString(policy, text.replace("operator", "boss"));
    assertEquals(List.of("CRITICAL access.policy-invalid"), found());
    Files.delete(policy);
    assertEquals(List.of("CRITICAL access.policy-invalid"), found());
  }

  @Test
  void aLedgerOfPrivacyThatWasAlteredIsFound() throws IOException {
    policy("operator");
    Path file = Files.writeString(ledger.path(), "{\"seq\":0,\"hash\":\"00\"}\n");
    assertEquals(List.of("CRITICAL privacy.ledger-altered"), found());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    assertTrue(found().contains("HIGH privacy.ledger-writable"), "" + found());
  }

  @Test
  void foldersThatOthersCanChangeAndKeysThatOthersCanReadAreFound() throws IOException {
    policy("operator");
    Path key = Files.writeString(home.resolve("signing.p12"), "secret");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    assertEquals(List.of("HIGH permissions.key-readable"), found());
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    Files.setPosixFilePermissions(
        home.resolve("plugins"), PosixFilePermissions.fromString("rwxrwxrwx"));
    assertEquals(List.of("CRITICAL permissions.writable"), found());
    AuditFinding finding = findings().found().get(0);
    assertTrue(finding.found().endsWith(": plugins"), finding.found());
    assertEquals("chmod -R go-w " + home, finding.remedy());
  }

  @Test
  void aKeyringThatOthersCanReadIsFound() throws IOException {
    policy("operator");
    Path keyring = Files.createDirectory(folder.resolve("keys"));
    Files.writeString(keyring.resolve("keyring.json"), "{}");
    made.properties.put("governance.keyring", keyring.toString());
    assertEquals(List.of("HIGH permissions.key-readable"), found());
    Files.setPosixFilePermissions(keyring, PosixFilePermissions.fromString("rwx------"));
    assertEquals(List.of(), found());
  }

  @Test
  void pluginsThatNobodyVouchesForAreFound() {
    policy("operator");
    made.bundle("acme", "file:/plugins/acme.jar", Map.of("Bundle-License", "MIT"), Map.of());
    assertEquals(List.of(), found(), "signatures are required");
    made.properties.remove("governance.plugins.signers");
    assertEquals(List.of("HIGH bundles.unsigned"), found());
    assertTrue(findings().found().get(0).found().endsWith("vouching for them: acme"));
    made.bundles.remove(1);
    assertEquals(List.of("LOW bundles.unsigned"), found());
    made.properties.put("governance.plugins.signers", "signers");
    made.bundle(
        "bad",
        "file:/plugins/bad.jar",
        Map.of("Bundle-License", "MIT", "refused", "TAMPERED: a file was changed"),
        Map.of());
    assertEquals(List.of("HIGH bundles.refused"), found());
  }

  @Test
  void telemetryDownloadsDebuggersAndAgentsAreFound() {
    policy("operator");
    made.properties.put("OPT_OUT_TRACKING", "no");
    made.properties.put("ai.djl.offline", "false");
    made.options.add("-agentlib:jdwp=transport=dt_socket,server=y");
    made.options.add("-javaagent:/x.jar");
    assertEquals(
        List.of(
            "HIGH process.debugger",
            "MEDIUM engine.online",
            "MEDIUM engine.telemetry",
            "MEDIUM process.agent"),
        found());
  }
}
