package governance.runtime.internal.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.run.RunInfo;
import governance.api.run.RunStatus;
import governance.crypto.Keyring;
import governance.crypto.Protection;
import governance.runtime.internal.spec.EncryptionSpec;
import governance.runtime.internal.spec.EncryptionSpec.Part;
import governance.runtime.internal.store.EvidenceCheck;
import governance.runtime.internal.store.EvidenceFiles;
import governance.runtime.internal.store.JsonReader;
import governance.runtime.internal.store.StoredFiles;
import governance.runtime.internal.support.FakeTensors;
import governance.runtime.internal.support.Runs;
import governance.runtime.internal.support.Specs;
import governance.runtime.internal.support.TestKeyrings;
import governance.runtime.internal.vault.SealedFiles;
import governance.runtime.internal.vault.Vault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose evidence is encrypted. */
class EncryptedRunTest {
  private static final Set<Part> ALL = EnumSet.allOf(Part.class);

  @TempDir Path folder;

  private Path out;
  private Vault vault;
  private Keyring keyring;

  @BeforeEach
  void keyring() {
    out = folder.resolve("runs");
    vault = TestKeyrings.vault(out);
    Protection by = new Protection(Protection.Kind.FILE, folder.resolve("key").toString());
    keyring = vault.keyrings().create(out.resolve("keyring"), by);
    StoredFiles.by(vault);
  }

  @AfterEach
  void without() {
    StoredFiles.without(vault);
  }

  private static Runs runs(EncryptionSpec encryption) {
    Specs specs = new Specs();
    Runs runs =
        Runs.sequences(specs).penalty("p.some", batch -> FakeTensors.tensor(0.3 + batch.step()));
    specs.undelivered();
    if (encryption != null) {
      specs.encrypted(encryption);
    }
    return runs;
  }

  private static EncryptionSpec parts(Set<Part> parts) {
    return new EncryptionSpec(Optional.empty(), parts, Optional.empty(), List.of());
  }

  private static EncryptionSpec rows(String subject, String... columns) {
    return new EncryptionSpec(
        Optional.empty(), Set.of(), Optional.ofNullable(subject), List.of(columns));
  }

  private RunInfo run(EncryptionSpec encryption) throws InterruptedException {
    RunInfo run = TestService.over(runs(encryption), out).run();
    assertEquals(RunStatus.PASSED, run.status(), run.message());
    return run;
  }

  private static List<String> names(Path run) throws IOException {
    try (Stream<Path> all = Files.walk(run)) {
      return all.filter(Files::isRegularFile)
          .map(f -> run.relativize(f).toString())
          .sorted()
          .toList();
    }
  }

  private SealedFiles sealed(Path run) {
    return new SealedFiles(run, vault.open(run));
  }

  private byte[] opened(Path run, String name) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    sealed(run).open(name, bytes);
    return bytes.toByteArray();
  }

  @Test
  void everythingComesBackAsAnOpenRunWritesIt() throws Exception {
    Path plain = run(null).evidence();
    Path encrypted = run(parts(ALL)).evidence();
    List<String> open = names(encrypted).stream().filter(n -> !n.endsWith(".enc")).toList();
    assertEquals(
        List.of(
            "data/lineage.json",
            "data/splits.json",
            "encryption.json",
            "environment.json",
            "events.jsonl",
            "manifest.json",
            "plan.json",
            "spec.json",
            "status.json",
            "timing.json",
            "training.jsonl"),
        open);
    int compared = 0;
    for (String name : names(plain)) {
      if (!EvidenceFiles.varies(name) && !open.contains(name) && !name.endsWith("state.json")) {
        assertArrayEquals(Files.readAllBytes(plain.resolve(name)), opened(encrypted, name), name);
        compared++;
      }
    }
    assertTrue(compared >= 9, "compared " + compared);
    assertEquals(List.of(), sealed(encrypted).wrong());
  }

  @Test
  void nothingOfTheRowsIsInTheClear() throws Exception {
    Path run = run(parts(ALL)).evidence();
    for (String name : names(run)) {
      String text = Files.readString(run.resolve(name), StandardCharsets.ISO_8859_1);
      if (!List.of("spec.json", "plan.json").contains(name)) {
        assertFalse(text.contains("poor credit"), name);
        assertFalse(text.contains("\"probability\""), name);
      }
    }
    String events = Files.readString(run.resolve("events.jsonl"));
    assertTrue(events.contains("\"type\":\"gates\""), events);
    assertFalse(events.contains("\"verdict\":\"PASS\",\"gates\""), events);
  }

  @Test
  void keysAreNowhereInWhatARunLeaves() throws Exception {
    String text = Files.readString(folder.resolve("key")).strip();
    byte[] key = Base64.getDecoder().decode(text);
    RunInfo run = run(parts(EnumSet.complementOf(EnumSet.of(Part.EVIDENCE))));
    for (Path place : List.of(run.evidence(), keyring.folder())) {
      for (String name : names(place)) {
        String content = Files.readString(place.resolve(name), StandardCharsets.ISO_8859_1);
        assertFalse(content.contains(text), name);
        assertFalse(content.contains(HexFormat.of().formatHex(key)), name);
        assertFalse(content.contains(new String(key, StandardCharsets.ISO_8859_1)), name);
      }
    }
    assertFalse(run.message().contains(text));
  }

  @Test
  void anOutsiderChecksIntegrityWithoutAKey() throws Exception {
    Path run = run(parts(ALL)).evidence();
    StoredFiles.without(vault);
    EvidenceCheck whole = new EvidenceCheck(run);
    assertEquals(List.of(), whole.log());
    assertEquals(List.of(), whole.seal());
    assertEquals(List.of(), whole.altered());
    flip(run.resolve("metrics.json.enc"), 50);
    assertEquals(List.of("metrics.json.enc was altered"), new EvidenceCheck(run).altered());
  }

  private static void flip(Path file, int at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[at] ^= 1;
    Files.write(file, bytes);
  }

  @Test
  void whatWasAlteredIsFoundByTheKeyEvenWhereItWasSealedAnew() throws Exception {
    Path run = run(parts(ALL)).evidence();
    Path other = run(parts(ALL)).evidence();
    Path gates = run.resolve("gates.json.enc");
    byte[] before = Files.readAllBytes(gates);
    Files.write(gates, Arrays.copyOf(before, before.length - 1));
    assertWrong(run, "gates.json.enc was altered or cut off");
    flipped(run, gates, before);
    Files.copy(run.resolve("metrics.json.enc"), gates, StandardCopyOption.REPLACE_EXISTING);
    assertWrong(run, "gates.json.enc was altered or cut off");
    Files.copy(other.resolve("gates.json.enc"), gates, StandardCopyOption.REPLACE_EXISTING);
    assertWrong(run, "for another place or run");
    Files.write(gates, before);
    assertEquals(List.of(), sealed(run).wrong());
    Files.copy(
        other.resolve("encryption.json"),
        run.resolve("encryption.json"),
        StandardCopyOption.REPLACE_EXISTING);
    assertEquals(SealedFiles.names(run).size(), sealed(run).wrong().size());
  }

  private void flipped(Path run, Path file, byte[] whole) throws IOException {
    Files.write(file, whole);
    flip(file, whole.length / 2);
    assertWrong(run, file.getFileName() + " was altered or cut off");
  }

  private void assertWrong(Path run, String words) {
    List<String> wrong = sealed(run).wrong();
    assertEquals(1, wrong.size(), wrong::toString);
    assertTrue(wrong.get(0).contains(words), wrong::toString);
  }

  /** Cancels after the given step. */
  private RunInfo cancelled(EncryptionSpec encryption, long step) throws InterruptedException {
    TestService service = TestService.over(runs(encryption), out);
    service.follow(
        new RunListener() {
          @Override
          public void step(Progress progress) {
            if (progress.step() == step) {
              service.service().cancel(progress.run());
            }
          }
        });
    return service.run();
  }

  @Test
  void anEncryptedRunGoesOnToTheSameResult() throws Exception {
    Path whole = run(null).evidence();
    RunInfo stopped = cancelled(parts(ALL), 7);
    assertEquals(RunStatus.CANCELLED, stopped.status(), stopped.message());
    assertTrue(Files.exists(stopped.evidence().resolve("checkpoints/step-7.bin.enc")));
    RunInfo resumed = TestService.over(runs(parts(ALL)), out).resume(stopped.evidence());
    assertEquals(RunStatus.PASSED, resumed.status(), resumed.message());
    for (String name : List.of("model/model.safetensors", "metrics.json", "predictions.jsonl")) {
      assertArrayEquals(
          Files.readAllBytes(whole.resolve(name)), opened(stopped.evidence(), name), name);
    }
    assertEquals(List.of(), new EvidenceCheck(stopped.evidence()).altered());
    assertFalse(names(stopped.evidence()).stream().anyMatch(n -> n.endsWith(".bin")));
  }

  @Test
  void withoutTheKeyNothingIsStartedResumedOrRead() throws Exception {
    RunInfo stopped = cancelled(parts(ALL), 7);
    Files.move(folder.resolve("key"), folder.resolve("away"));
    TestService fresh = TestService.over(runs(parts(ALL)), out);
    GovernanceException e = assertThrows(GovernanceException.class, fresh::start);
    assertTrue(e.getMessage().contains("key file"), e.getMessage());
    assertTrue(e.getMessage().contains("there is no such file"), e.getMessage());
    assertThrows(GovernanceException.class, () -> fresh.resume(stopped.evidence()));
    assertEquals(RunStatus.CANCELLED, stopped.status());
    Vault other = TestKeyrings.vault(out);
    StoredFiles.by(other);
    assertThrows(
        GovernanceException.class,
        () -> StoredFiles.text(stopped.evidence().resolve("data/card.json")));
    StoredFiles.without(other);
    e =
        assertThrows(
            GovernanceException.class,
            () -> StoredFiles.text(stopped.evidence().resolve("data/card.json")));
    assertTrue(e.getMessage().contains("governance.crypto"), e.getMessage());
  }

  @Test
  void aRotatedKeyringReadsOlderRunsAndRewrapsTheirKeys() throws Exception {
    Path run = run(parts(ALL)).evidence();
    byte[] before = Files.readAllBytes(run.resolve("metrics.json.enc"));
    String first = keyring.versions().get(0).id();
    keyring.rotate();
    assertEquals(List.of(), sealed(run).wrong());
    assertTrue(vault.rewrap(run));
    assertFalse(vault.rewrap(run));
    vault.keyring(Optional.empty()).destroy(first);
    assertEquals(List.of(), sealed(run).wrong());
    assertArrayEquals(before, Files.readAllBytes(run.resolve("metrics.json.enc")));
    assertEquals(List.of(), new EvidenceCheck(run).altered());
  }

  @Test
  void aKeyThatWasDestroyedIsNamed() throws Exception {
    Path run = run(parts(ALL)).evidence();
    String first = keyring.versions().get(0).id();
    keyring.rotate();
    keyring.destroy(first);
    GovernanceException e = assertThrows(GovernanceException.class, () -> vault.open(run));
    assertTrue(e.getMessage().contains("is wrapped by key " + first), e.getMessage());
  }

  @Test
  void aShreddedSubjectIsGoneFromAllRuns() throws Exception {
    Path one = run(rows("id")).evidence();
    Path two = run(rows("id")).evidence();
    for (Path run : List.of(one, two)) {
      for (String name : names(run)) {
        String text = Files.readString(run.resolve(name), StandardCharsets.ISO_8859_1);
        assertFalse(text.contains("\"r17\""), name);
        assertFalse(text.contains("poor credit"), name);
      }
    }
    String row = "\"id\":\"r17\"";
    assertTrue(text(one, "data/published.jsonl").contains(row));
    long before = text(one, "data/published.jsonl").lines().count();
    assertTrue(keyring.subjects().shred("r17").isPresent());
    for (Path run : List.of(one, two)) {
      String published = text(run, "data/published.jsonl");
      assertFalse(published.contains(row));
      assertEquals(before, published.lines().count());
      assertEquals(1, published.lines().filter(l -> l.contains("\"shredded\":true")).count());
      assertEquals(List.of(), sealed(run).wrong());
      assertEquals(List.of(), new EvidenceCheck(run).altered());
    }
  }

  private String text(Path run, String name) throws IOException {
    return new String(opened(run, name), StandardCharsets.UTF_8);
  }

  @Test
  void sealedRowsComeBackAsAnOpenRunWritesThem() throws Exception {
    Path plain = run(null).evidence();
    Path sealed = run(rows("id")).evidence();
    for (String name :
        List.of("predictions.jsonl", "data/bias-adjusted.jsonl", "data/published.jsonl")) {
      assertEquals(Files.readString(plain.resolve(name)), text(sealed, name), name);
    }
    String explained = text(sealed, "data/explained.jsonl");
    assertTrue(explained.contains("\"comparedOutput\""), explained.lines().findFirst().get());
    assertFalse(explained.contains("\"sealed\""));
    String explanations = "explanations/test.lengths.json";
    assertEquals(
        JsonReader.file(plain.resolve(explanations)),
        JsonReader.object(text(sealed, explanations)));
  }

  @Test
  void columnsAreSealedWithoutASubjectToo() throws Exception {
    Path plain = run(null).evidence();
    Path sealed = run(rows(null, "text", "sex")).evidence();
    String stored = Files.readString(sealed.resolve("data/published.jsonl"));
    assertFalse(stored.contains("credit"));
    assertTrue(stored.contains("\"label\":\"yes\""));
    assertFalse(Files.readString(sealed.resolve("predictions.jsonl")).contains("\"sex\""));
    assertTrue(Files.readString(sealed.resolve("predictions.jsonl")).contains("\"tuned\""));
    for (String name :
        List.of("predictions.jsonl", "data/published.jsonl", "data/explained.jsonl")) {
      assertEquals(Files.readString(plain.resolve(name)), text(sealed, name), name);
    }
  }

  @Test
  void aSealedRowOfAnotherPlaceIsFound() throws Exception {
    Path run = run(rows("id")).evidence();
    Path file = run.resolve("predictions.jsonl");
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    Collections.swap(lines, 0, 1);
    Files.write(file, lines);
    assertWrong(run, "predictions.jsonl: ");
  }
}
