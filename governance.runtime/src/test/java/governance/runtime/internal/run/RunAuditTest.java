package governance.runtime.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Kind;
import governance.api.data.Role;
import governance.api.inspect.AnalysisResult;
import governance.api.inspect.AnalysisTable;
import governance.api.inspect.AnalysisTable.Format;
import governance.api.inspect.DataAnalysis;
import governance.api.inspect.Finding;
import governance.crypto.Protection;
import governance.runtime.internal.access.AccessControl;
import governance.runtime.internal.audit.AuditFinding;
import governance.runtime.internal.audit.Findings;
import governance.runtime.internal.audit.RunAudit;
import governance.runtime.internal.signature.EvidenceTree;
import governance.runtime.internal.signature.RunSignatures;
import governance.runtime.internal.signature.SignedStatement;
import governance.runtime.internal.signature.SigningKey;
import governance.runtime.internal.spec.EncryptionSpec;
import governance.runtime.internal.store.EvidenceCheck;
import governance.runtime.internal.store.StoredFiles;
import governance.runtime.internal.support.Runs;
import governance.runtime.internal.support.Specs;
import governance.runtime.internal.support.TestKeyrings;
import governance.runtime.internal.vault.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an audit finds in the evidence of a run that somebody has touched. */
class RunAuditTest {
  private static final String ME = ProcessHandle.current().info().user().orElseThrow();

  /** Finds a word, with a checksum that holds. */
  private static DataAnalysis finds(String word) {
    return setup -> {
      List<List<Object>> rows = new ArrayList<>();
      for (var column : setup.data().schema().columns()) {
        long count =
            setup.data().values(column.name()).stream()
                .filter(v -> String.valueOf(v).contains(word))
                .count();
        if (count > 0) {
          rows.add(List.of(column.name(), "CARD", count, 0.1, count, count));
        }
      }
      List<AnalysisTable.Column> heads =
          List.of(
              new AnalysisTable.Column("column", Format.TEXT),
              new AnalysisTable.Column("class", Format.TEXT),
              new AnalysisTable.Column("rows", Format.COUNT),
              new AnalysisTable.Column("share", Format.SHARE),
              new AnalysisTable.Column("places", Format.COUNT),
              new AnalysisTable.Column("checked", Format.COUNT));
      return AnalysisResult.of(
          "Personal data",
          setup.data().size(),
          List.of(new Finding(Finding.Severity.INFO, 0, "Looked.")),
          List.of(new AnalysisTable("found", heads, rows, "")));
    };
  }

  @TempDir Path out;
  private Runs runs;
  private Path run;

  @BeforeEach
  void run() throws Exception {
    runs = Runs.sequences(new Specs().role("sex", Role.PROTECTED));
    runs.access = new AccessControl(Optional.of(out.resolve("access")), Clock.systemUTC());
    run = TestService.over(runs, out.resolve("runs")).run().evidence();
    runs.registry.add(Kind.DATA_ANALYSIS, "privacy.personal-data", finds("secret"));
    try (var files = Files.walk(run)) {
      for (Path path : files.toList()) {
        String mode = Files.isDirectory(path) ? "rwx------" : "rw-------";
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
      }
    }
  }

  private Findings audit() {
    Findings findings = new Findings();
    new RunAudit(run, runs.registry, runs.access, Map.of()).look(findings);
    return findings;
  }

  private List<String> found() {
    return audit().found().stream()
        .map(f -> f.severity() + " " + f.id())
        .filter(f -> !f.contains(" settings."))
        .distinct()
        .toList();
  }

  @Test
  void anUntouchedRunHasOnlyWhatItsOwnerMustKnow() {
    assertEquals(
        List.of("LOW evidence.unsigned", "LOW identifiers.groups", "LOW identifiers.rows"),
        found());
    assertEquals(7, audit().checks().size());
    assertEquals(
        List.of("model/ and checkpoints/"),
        audit().unchecked().stream().map(Findings.Unchecked::subject).toList());
  }

  @Test
  void anAlteredFileAndAModelThatIsNotTheOneJudgedAreFound() throws IOException {
    Path metrics = run.resolve("metrics.json");
    Files.writeString(metrics, " ", StandardOpenOption.APPEND);
    assertEquals("CRITICAL evidence.altered", found().get(0));
    assertTrue(!found().contains("CRITICAL evidence.stale"));
    Path weights = run.resolve("model/model.safetensors");
    Files.writeString(weights, "x", StandardOpenOption.APPEND);
    assertTrue(found().contains("CRITICAL evidence.stale"), "" + found());
    Path events = run.resolve("events.jsonl");
    Files.writeString(events, Files.readString(events).replaceFirst("pinned", "Pinned"));
    List<AuditFinding> altered = audit().found();
    assertTrue(altered.get(0).found().contains("its hash does not follow"), "" + altered);
  }

  @Test
  void aSignatureThatDoesNotHoldIsFound() throws IOException {
    SigningKey key = SigningKey.create(out.resolve("carol.pem"));
    EvidenceTree evidence = new EvidenceTree(run, new EvidenceCheck(run));
    Path file =
        new RunSignatures(run)
            .add(
                SignedStatement.sign(
                    evidence, key, Optional.of("auditor"), Optional.empty(), Instant.EPOCH));
    assertEquals(List.of("LOW identifiers.groups", "LOW identifiers.rows"), found());
    Files.writeString(file, Files.readString(file).replace("auditor", "reviewer"));
    assertEquals("HIGH evidence.signature", found().get(0));
    assertTrue(found().contains("LOW evidence.unsigned"), "" + found());
  }

  @Test
  void personalDataIsFoundByFileAndClassWithoutBeingShown() throws IOException {
    Files.writeString(
        run.resolve("data/published.jsonl"),
        "{\"text\":\"a secret 4111\"}\n",
        StandardOpenOption.APPEND);
    List<AuditFinding> all =
        audit().found().stream().filter(f -> f.id().equals("personal-data.card")).toList();
    assertEquals(1, all.size(), "" + all);
    assertEquals("data/published.jsonl", all.get(0).subject());
    assertTrue(all.get(0).found().startsWith("CARD in 1 of 201 texts of text, 1 times"), "" + all);
    assertTrue(!all.get(0).toString().contains("4111"));
    runs.registry.remove("privacy.personal-data");
    assertTrue(
        audit().unchecked().stream().anyMatch(u -> u.why().contains("install plugins.privacy")));
    assertTrue(found().stream().noneMatch(f -> f.contains("personal-data")));
  }

  private Path encrypted(Vault vault, EncryptionSpec by) throws Exception {
    Path folder = Files.createDirectories(out.resolve("encrypted"));
    Protection key = new Protection(Protection.Kind.FILE, folder.resolve("key").toString());
    Path ring = folder.resolve("keyring");
    if (!vault.keyrings().present(ring)) {
      vault.keyrings().create(ring, key);
    }
    Specs specs = new Specs();
    runs = Runs.sequences(specs);
    runs.access = new AccessControl(Optional.of(out.resolve("access")), Clock.systemUTC());
    specs.encrypted(by);
    Path made = TestService.over(runs, folder).run().evidence();
    runs.registry.add(Kind.DATA_ANALYSIS, "privacy.personal-data", finds("credit"));
    return made;
  }

  @Test
  void encryptedRowsAreSearchedWithTheKeyAndNamedWithout() throws Exception {
    Vault vault = TestKeyrings.vault(out.resolve("encrypted"));
    StoredFiles.by(vault);
    try {
      Set<EncryptionSpec.Part> all = EnumSet.allOf(EncryptionSpec.Part.class);
      run =
          encrypted(vault, new EncryptionSpec(Optional.empty(), all, Optional.empty(), List.of()));
      assertTrue(Files.exists(run.resolve("data/published.jsonl.enc")));
      assertTrue(
          audit().found().stream()
              .anyMatch(
                  f ->
                      f.subject().equals("data/published.jsonl")
                          && f.found().contains(" texts of text, ")),
          () -> "" + audit().found());
      assertTrue(skipped().stream().noneMatch(f -> f.startsWith("data/")), () -> "" + skipped());
      Path sealed =
          encrypted(
              vault,
              new EncryptionSpec(Optional.empty(), Set.of(), Optional.empty(), List.of("text")));
      StoredFiles.without(vault);
      assertTrue(skipped().contains("data/published.jsonl"), () -> "" + skipped());
      assertTrue(skipped().contains("predictions.jsonl"), () -> "" + skipped());
      run = sealed;
      assertTrue(skipped().contains("data/published.jsonl"), () -> "" + skipped());
    } finally {
      StoredFiles.without(vault);
    }
  }

  private List<String> skipped() {
    return audit().unchecked().stream().map(Findings.Unchecked::subject).toList();
  }

  @Test
  void columnsThatTheirRoleKeepsOutAreFound() throws IOException {
    Path plan = run.resolve("plan.json");
    Files.writeString(
        plan,
        "{\"omittedLimits\":[],\"contributions\":[],\"data\":{\"columns\":{\"text\":\"direct-identifier\",\"id\":\"protected\"}}}");
    assertTrue(found().contains("CRITICAL identifiers.direct"), "" + found());
    assertTrue(found().contains("HIGH identifiers.protected"), "" + found());
  }

  @Test
  void permissionsAndBundlesThatChangedAreFound() throws IOException {
    Files.setPosixFilePermissions(
        run.resolve("predictions.jsonl"), PosixFilePermissions.fromString("rw-rw-rw-"));
    assertTrue(!found().contains("HIGH permissions.run-writable"), "its folder is closed");
    Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertTrue(found().contains("HIGH permissions.run-writable"), "" + found());
    runs.registry.remove("test.accuracy");
    Files.writeString(
        run.resolve("plan.json"),
        "{\"contributions\":[{\"kind\":\"metric\",\"id\":\"test.accuracy\",\"bundle\":\"b\","
            + "\"version\":\"1\",\"sha256\":\"0\"}]}");
    assertTrue(found().contains("MEDIUM bundles.changed"), "" + found());
  }

  @Test
  void aRunThatWasReplacedIsFoundByTheLogOfAccesses() throws Exception {
    runs.access.folder().begin(Map.of(ME, List.of("operator")), Map.of("*", ME));
    runs.registry.remove("privacy.personal-data");
    Path own = TestService.over(runs, out.resolve("runs")).run().evidence();
    Path before = run;
    run = own;
    assertTrue(found().stream().noneMatch(f -> f.contains("evidence.")), "" + found());
    try (var files = Files.list(before)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(
            file,
            own.resolve(file.getFileName()),
            java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      }
    }
    assertTrue(found().contains("CRITICAL evidence.replaced"), "" + found());
  }

  @Test
  void aRunThatDidNotFinishIsIncomplete() throws IOException {
    Files.delete(run.resolve("metrics.json"));
    List<String> lines = Files.readAllLines(run.resolve("events.jsonl"));
    lines.removeIf(l -> l.contains("\"type\":\"sealed\"") || l.contains("\"type\":\"delivered\""));
    lines.remove(lines.size() - 1);
    Files.write(run.resolve("events.jsonl"), lines);
    Path status = run.resolve("status.json");
    Files.writeString(
        status,
        Files.readString(status).replaceFirst("\"eventsHead\": \"\\w+\"", "\"eventsHead\": null"));
    assertTrue(found().contains("MEDIUM evidence.incomplete"), "" + found());
    assertTrue(audit().unchecked().stream().anyMatch(u -> u.why().contains("no metrics.json")));
  }
}
