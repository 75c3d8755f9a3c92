package governance.crypto.internal;

import static governance.crypto.internal.KeyringFixture.file;
import static governance.crypto.internal.KeyringFixture.managed;
import static governance.crypto.internal.KeyringFixture.passphrase;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.crypto.Envelope;
import governance.crypto.KeyVersion;
import governance.crypto.Keyring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class KeyringTest {
  private static final String RUN = "run one";

  @TempDir Path folder;

  private final KeyringFixture fixture = new KeyringFixture();
  private Path ring;
  private Path key;

  @BeforeEach
  void places() {
    ring = folder.resolve("ring");
    key = folder.resolve("key");
  }

  private static void assertRefused(String words, Executable work) {
    String message = assertThrows(GovernanceException.class, work).getMessage();
    assertTrue(message.contains(words), message);
  }

  private static String access(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static byte[] sealed(Keyring keyring, Envelope envelope, byte[] value) {
    String text = keyring.open(envelope, RUN).seal(value, "place");
    return keyring.open(envelope, RUN).unseal(text, "place");
  }

  @Test
  void aKeyFileIsMadeForItsOwnerAloneAndOpensTheKeyring() throws IOException {
    Keyring made = fixture.service.create(ring, file(key));
    Envelope envelope = made.envelope(RUN);
    String text = made.open(envelope, RUN).seal(new byte[] {1, 2}, "place");
    assertEquals("rw-------", access(key));
    assertEquals("rw-------", access(ring.resolve("keyring.json")));
    assertEquals("rwx------", access(ring));
    Keyring again = fixture.service.open(ring);
    assertEquals(made.id(), again.id());
    assertArrayEquals(new byte[] {1, 2}, again.open(envelope, RUN).unseal(text, "place"));
    assertEquals(file(key), again.protection());
    assertEquals(1, again.versions().size());
    assertRefused("is there already", () -> fixture.service.create(ring, file(key)));
  }

  @Test
  void theKeyFileMayBeElsewhere() throws IOException {
    fixture.service.create(ring, file(key));
    Files.move(key, folder.resolve("moved"));
    assertRefused("there is no such file", () -> fixture.service.open(ring));
    fixture.environment.put("GOVERNANCE_KEY_FILE", folder.resolve("moved").toString());
    assertEquals(1, fixture.service.open(ring).versions().size());
  }

  @Test
  void aWrongKeyIsRefused() throws IOException {
    fixture.service.create(ring, file(key));
    fixture.service.create(folder.resolve("other"), file(folder.resolve("key2")));
    fixture.environment.put("GOVERNANCE_KEY_FILE", folder.resolve("key2").toString());
    assertRefused("it is the wrong one", () -> fixture.service.open(ring));
    Files.writeString(folder.resolve("key2"), "c2hvcnQ=\n");
    assertRefused("holds no key", () -> fixture.service.open(ring));
    Files.writeString(folder.resolve("key2"), "not base64 at all");
    assertRefused("holds no key", () -> fixture.service.open(ring));
  }

  @Test
  void whatOthersCanReadIsRefused() throws IOException {
    fixture.service.create(ring, file(key));
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
    assertRefused("can be used by others than its owner", () -> fixture.service.open(ring));
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    Path file = ring.resolve("keyring.json");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw----r--"));
    assertRefused("can be used by others than its owner", () -> fixture.service.open(ring));
  }

  @Test
  void aKeyInTheKeyringItOpensIsRefused() {
    assertRefused(
        "lies in the keyring", () -> fixture.service.create(ring, file(ring.resolve("key"))));
    assertFalse(Files.exists(ring));
  }

  @Test
  void whatIsNoKeyringIsRefused() throws IOException {
    assertRefused("there is no keyring.json", () -> fixture.service.open(ring));
    fixture.service.create(ring, file(key));
    Path file = ring.resolve("keyring.json");
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.length() / 2));
    assertRefused("is no keyring of format 1", () -> fixture.service.open(ring));
    Files.writeString(file, "{}");
    assertRefused("is no keyring of format 1", () -> fixture.service.open(ring));
    int at = text.indexOf("\"keys\": \"") + 40;
    char other = text.charAt(at) == 'A' ? 'B' : 'A';
    Files.writeString(file, text.substring(0, at) + other + text.substring(at + 1));
    assertRefused("or the keyring was altered", () -> fixture.service.open(ring));
  }

  @Test
  void aPassphraseWithoutSaltOrIterationsIsNoKeyring() throws IOException {
    fixture.environment.put("GOVERNANCE_PASSPHRASE", "six random words as advised");
    fixture.service.create(ring, passphrase());
    Path file = ring.resolve("keyring.json");
    String text = Files.readString(file);
    Files.writeString(file, text.replaceFirst("\"iterations\": [0-9]+", "\"iterations\": 0"));
    assertRefused("is no keyring of format 1", () -> fixture.service.open(ring));
    Files.writeString(file, text.replaceFirst("\"salt\": \"[^\"]+\"", "\"salt\": \"\""));
    assertRefused("is no keyring of format 1", () -> fixture.service.open(ring));
  }

  @Test
  void olderKeysStillUnwrapUntilTheyAreDestroyed() {
    Keyring keyring = fixture.service.create(ring, file(key));
    Envelope before = keyring.envelope(RUN);
    String text = keyring.open(before, RUN).seal(new byte[] {7}, "place");
    KeyVersion first = keyring.versions().get(0);
    KeyVersion second = keyring.rotate();
    assertEquals(List.of(first.id(), second.id()), ids(fixture.service.open(ring)));
    assertNotEquals(before.key(), keyring.envelope(RUN).key());
    assertArrayEquals(new byte[] {7}, keyring.open(before, RUN).unseal(text, "place"));
    Envelope after = keyring.rewrap(before, RUN);
    assertEquals(second.id(), after.key());
    assertRefused("is the primary key", () -> keyring.destroy(second.id()));
    assertRefused("is not in the keyring", () -> keyring.destroy("00000000"));
    keyring.destroy(first.id());
    Keyring again = fixture.service.open(ring);
    assertArrayEquals(new byte[] {7}, again.open(after, RUN).unseal(text, "place"));
    assertRefused("is wrapped by key " + first.id(), () -> again.open(before, RUN));
  }

  private static List<String> ids(Keyring keyring) {
    return keyring.versions().stream().map(KeyVersion::id).toList();
  }

  @Test
  void anEnvelopeIsBoundToItsKeyringAndContext() {
    Keyring keyring = fixture.service.create(ring, file(key));
    Keyring other = fixture.service.create(folder.resolve("other"), file(key));
    Envelope envelope = keyring.envelope(RUN);
    assertRefused("is keyring " + other.id(), () -> other.open(envelope, RUN));
    assertRefused("was altered", () -> keyring.open(envelope, "run two"));
    Envelope cut = new Envelope(envelope.keyring(), envelope.key(), "AAA");
    assertRefused("does not have", () -> keyring.open(cut, RUN));
  }

  @Test
  void twoThatAreOpenSeeEachOthersRotation() {
    Keyring one = fixture.service.create(ring, file(key));
    Keyring two = fixture.service.open(ring);
    one.rotate();
    two.rotate();
    assertEquals(3, fixture.service.open(ring).versions().size());
  }

  @Test
  void aPassphraseOpensTheKeyringAndAnotherDoesNot() {
    assertRefused("none was given", () -> fixture.service.create(ring, passphrase()));
    fixture.environment.put("GOVERNANCE_PASSPHRASE", "too short");
    assertRefused("has 9 characters", () -> fixture.service.create(ring, passphrase()));
    assertFalse(Files.exists(ring));
    fixture.environment.put("GOVERNANCE_PASSPHRASE", "six words that nobody has written");
    Envelope envelope = fixture.service.create(ring, passphrase()).envelope(RUN);
    Keyring again = fixture.service.open(ring);
    assertArrayEquals(new byte[] {3}, sealed(again, envelope, new byte[] {3}));
    fixture.environment.put("GOVERNANCE_PASSPHRASE", "six words that nobody has writtem");
    assertRefused("it is the wrong one", () -> fixture.service.open(ring));
  }

  @Test
  void aPassphraseMayStandInAFileForItsOwnerAlone() throws IOException {
    Path file = Files.writeString(folder.resolve("phrase"), "correct horse battery staple\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    fixture.environment.put("GOVERNANCE_PASSPHRASE_FILE", file.toString());
    assertRefused("can be used by others", () -> fixture.service.create(ring, passphrase()));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    fixture.service.create(ring, passphrase());
    fixture.environment.remove("GOVERNANCE_PASSPHRASE_FILE");
    fixture.environment.put("GOVERNANCE_PASSPHRASE", "correct horse battery staple");
    assertEquals(1, fixture.service.open(ring).versions().size());
  }

  @Test
  void whatProtectsAKeyringCanBeChanged() throws IOException {
    Keyring keyring = fixture.service.create(ring, file(key));
    Envelope envelope = keyring.envelope(RUN);
    fixture.environment.put("GOVERNANCE_NEW_PASSPHRASE", "a phrase of many words");
    keyring.protect(passphrase());
    Files.delete(key);
    fixture.environment.put("GOVERNANCE_PASSPHRASE", "a phrase of many words");
    Keyring again = fixture.service.open(ring);
    assertEquals(passphrase(), again.protection());
    assertArrayEquals(new byte[] {9}, sealed(again, envelope, new byte[] {9}));
  }

  @Test
  void aKeyManagementServiceIsAskedByItsClient() {
    String uri = "fake-kms://keys/7";
    assertRefused("no client is installed", () -> fixture.service.create(ring, managed(uri)));
    KeyringFixture.FakeKms kms = new KeyringFixture.FakeKms();
    fixture.service.addClient(kms);
    Envelope envelope = fixture.service.create(ring, managed(uri)).envelope(RUN);
    Keyring again = fixture.service.open(ring);
    assertEquals(2, kms.calls);
    assertArrayEquals(new byte[] {5}, sealed(again, envelope, new byte[] {5}));
    fixture.service.removeClient(kms);
    assertRefused("com.google.crypto.tink.KmsClient", () -> fixture.service.open(ring));
    fixture.service.addClient(kms);
    assertRefused(
        "none of 1 clients takes it",
        () -> fixture.service.create(folder.resolve("aws"), managed("aws-kms://arn:aws:x")));
  }

  @Test
  void aDestroyedKeyringIsGone() {
    Keyring keyring = fixture.service.create(ring, file(key));
    keyring.subjects().of(List.of("somebody"));
    keyring.destroy();
    assertFalse(fixture.service.present(ring));
    assertFalse(Files.exists(ring.resolve("subjects.enc")));
  }

  @Test
  void whatAKilledProcessLeftDoesNoHarm() throws IOException {
    Keyring keyring = fixture.service.create(ring, file(key));
    Files.writeString(ring.resolve(".keyring.json.new"), "half");
    Files.writeString(ring.resolve(".subjects.enc.new"), "half");
    keyring.rotate();
    keyring.subjects().of(List.of("somebody"));
    Keyring again = fixture.service.open(ring);
    assertEquals(2, again.versions().size());
    assertEquals(1, again.subjects().size());
    assertFalse(Files.exists(ring.resolve(".keyring.json.new")));
  }

  @Test
  void noKeyIsShown() throws IOException {
    Keyring keyring = fixture.service.create(ring, file(key));
    String secret = Files.readString(key).strip();
    for (Object shown :
        List.of(
            keyring.protection(),
            keyring.versions(),
            keyring.open(keyring.envelope(RUN), RUN),
            Files.readString(ring.resolve("keyring.json")))) {
      assertFalse(shown.toString().contains(secret));
    }
  }
}
