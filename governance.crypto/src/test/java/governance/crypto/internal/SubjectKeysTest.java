package governance.crypto.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.crypto.Envelope;
import governance.crypto.Keyring;
import governance.crypto.SealingKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SubjectKeysTest {
  private static final String ANN = "ann.lee@example.org";

  @TempDir Path folder;

  private final KeyringFixture fixture = new KeyringFixture();
  private Path ring;
  private Keyring keyring;

  @BeforeEach
  void create() {
    ring = folder.resolve("ring");
    keyring = fixture.service.create(ring, KeyringFixture.file(folder.resolve("key")));
  }

  @Test
  void aSubjectHasTheSameKeyEverywhereAndAnotherSubjectAnother() {
    Map<String, SealingKey> first = keyring.subjects().of(List.of(ANN, "bob", ANN));
    assertEquals(2, first.size());
    Map<String, SealingKey> later = fixture.service.open(ring).subjects().of(List.of("carol", ANN));
    assertEquals(first.get(ANN).id(), later.get(ANN).id());
    assertNotEquals(first.get(ANN).id(), first.get("bob").id());
    String sealed = first.get(ANN).seal(new byte[] {1}, "p");
    assertArrayEquals(new byte[] {1}, later.get(ANN).unseal(sealed, "p"));
    assertThrows(GovernanceException.class, () -> later.get("carol").unseal(sealed, "p"));
  }

  @Test
  void aShreddedSubjectIsLostAndTheOthersAreNot() throws IOException {
    Map<String, SealingKey> keys = keyring.subjects().of(List.of(ANN, "bob"));
    String id = keys.get(ANN).id();
    assertEquals(Optional.of(id), keyring.subjects().shred(ANN));
    assertEquals(Optional.empty(), keyring.subjects().shred(ANN));
    Keyring again = fixture.service.open(ring);
    assertTrue(again.subjects().shredded(id));
    assertTrue(again.subjects().find(id).isEmpty());
    assertTrue(again.subjects().find(keys.get("bob").id()).isPresent());
    assertFalse(again.subjects().shredded(keys.get("bob").id()));
    assertEquals(1, again.subjects().size());
    assertEquals(1, again.subjects().destroyed());
    assertNotEquals(id, again.subjects().of(List.of(ANN)).get(ANN).id());
    assertTrue(again.subjects().shredded(id));
  }

  @Test
  void nobodysNameIsStored() throws IOException {
    keyring.subjects().of(List.of(ANN));
    keyring.subjects().shred(ANN);
    try (var files = Files.list(ring)) {
      for (Path file : files.toList()) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertFalse(text.contains("ann.lee"), file::toString);
      }
    }
    byte[] plain = new SubjectFile().bytes();
    assertFalse(new String(plain, StandardCharsets.ISO_8859_1).contains("ann.lee"));
  }

  @Test
  void theReplacedFileIsOverwritten() throws IOException {
    keyring.subjects().of(List.of(ANN, "bob"));
    Path kept = folder.resolve("kept");
    Files.createLink(kept, ring.resolve("subjects.enc")); // keeps the old content reachable
    byte[] before = Files.readAllBytes(kept);
    keyring.subjects().shred(ANN);
    byte[] after = Files.readAllBytes(kept);
    assertEquals(before.length, after.length);
    assertNotEquals(List.of(before[9], before[40]), List.of(after[9], after[40]));
  }

  /** A process that is killed between the two files of a rotation leaves this. */
  @Test
  void keysOutliveTheDestructionOfAKeyThatAHalfRotationLeftThemTo() throws IOException {
    String id = keyring.subjects().of(List.of(ANN)).get(ANN).id();
    String old = keyring.versions().get(0).id();
    byte[] before = Files.readAllBytes(ring.resolve(StoredSubjects.NAME));
    keyring.rotate();
    Files.write(ring.resolve(StoredSubjects.NAME), before);
    fixture.service.open(ring).destroy(old);
    assertTrue(fixture.service.open(ring).subjects().find(id).isPresent());
  }

  @Test
  void keysOutliveTheRotationOfTheKeyring() {
    String id = keyring.subjects().of(List.of(ANN)).get(ANN).id();
    String first = keyring.versions().get(0).id();
    keyring.rotate();
    keyring.destroy(first);
    assertTrue(fixture.service.open(ring).subjects().find(id).isPresent());
  }

  /** A process keeps its keyring while another one changes it. */
  @Test
  void aKeyringThatWasOpenedBeforeKnowsWhatAnotherProcessDid() throws IOException {
    String ann = keyring.subjects().of(List.of(ANN)).get(ANN).id();
    Keyring other = fixture.service.open(ring);
    String first = other.versions().get(0).id();
    other.rotate();
    other.destroy(first);
    assertTrue(keyring.subjects().find(ann).isPresent());
    String bob = keyring.subjects().of(List.of("bob")).get("bob").id();
    assertTrue(fixture.service.open(ring).subjects().find(bob).isPresent());
    assertEquals(Optional.of(bob), other.subjects().id("bob"));
    other.subjects().shred("bob");
    assertTrue(keyring.subjects().find(bob).isEmpty());
    assertTrue(keyring.subjects().shredded(bob));
    assertEquals(Optional.empty(), keyring.subjects().id("bob"));
  }

  /** The first file of subjects must not be written by a key that is gone. */
  @Test
  void theFirstSubjectsAreKeptByTheNewestKey() {
    Keyring other = fixture.service.open(ring);
    String first = other.versions().get(0).id();
    other.rotate();
    other.destroy(first);
    String id = keyring.subjects().of(List.of(ANN)).get(ANN).id();
    assertTrue(fixture.service.open(ring).subjects().find(id).isPresent());
    Envelope envelope = keyring.envelope("run one");
    assertEquals(other.versions().get(0).id(), envelope.key());
    keyring.rotate();
    other.open(other.rewrap(envelope, "run one"), "run one");
    assertEquals(2, other.versions().size());
  }

  @Test
  @Timeout(20)
  void rotationAndSubjectsDoNotWaitForEachOther() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<?> rotating =
          threads.submit(() -> IntStream.range(0, 15).forEach(i -> keyring.rotate()));
      for (int i = 0; i < 60; i++) {
        keyring.subjects().of(List.of("subject " + i));
      }
      rotating.get();
    } finally {
      threads.shutdownNow();
    }
    assertEquals(60, fixture.service.open(ring).subjects().size());
  }

  @Test
  void anAlteredFileIsRefused() throws IOException {
    keyring.subjects().of(List.of(ANN));
    Path file = ring.resolve("subjects.enc");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    Keyring again = fixture.service.open(ring);
    GovernanceException e =
        assertThrows(GovernanceException.class, () -> again.subjects().of(List.of("bob")));
    assertTrue(e.getMessage().contains("was altered"), e.getMessage());
  }

  @Test
  void manySubjectsGetTheirKeysAtOnce() {
    List<String> many = IntStream.range(0, 20_000).mapToObj(i -> "subject " + i).toList();
    assertEquals(20_000, keyring.subjects().of(many).size());
    assertEquals(20_000, fixture.service.open(ring).subjects().size());
  }
}
