package governance.runtime.internal.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import governance.api.GovernanceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {
  private static final HexFormat HEX = HexFormat.of();

  /** What RFC 8410 puts before the 32 bytes of a private and of a public key. */
  private static final String PRIVATE = "302e020100300506032b657004220420";

  private static final String PUBLIC = "302a300506032b6570032100";

  @TempDir Path folder;

  private Path write(String name, String label, byte[] der) throws IOException {
    Path file = Files.writeString(folder.resolve(name), Pem.write(label, der));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  private static void assertRefused(String words, Supplier<?> read) {
    GovernanceException e = assertThrows(GovernanceException.class, read::get);
    assertTrue(e.getMessage().contains(words), e.getMessage());
  }

  @Test
  void signaturesAreThoseOfRfc8032() throws IOException {
    JsonObject given = Cases.part("ed25519.rfc8032_test1_2_3", "inputs");
    JsonObject expected = Cases.part("ed25519.rfc8032_test1_2_3", "expected");
    JsonArray secrets = given.getAsJsonArray("secret");
    assertEquals(3, secrets.size());
    for (int i = 0; i < secrets.size(); i++) {
      byte[] der = HEX.parseHex(PRIVATE + secrets.get(i).getAsString());
      SigningKey key = SigningKey.read(write("key" + i, "PRIVATE KEY", der));
      byte[] message = HEX.parseHex(given.getAsJsonArray("message_hex").get(i).getAsString());
      byte[] signature = key.sign(message);
      assertEquals(
          expected.getAsJsonArray("signature").get(i).getAsString(), HEX.formatHex(signature));
      String open = expected.getAsJsonArray("public").get(i).getAsString();
      assertEquals(PUBLIC + open, HEX.formatHex(key.verifying().encoded()));
      Path file = write("key.pub" + i, "PUBLIC KEY", HEX.parseHex(PUBLIC + open));
      VerifyingKey read = VerifyingKey.read(file);
      assertEquals(key.verifying(), read);
      assertTrue(read.verifies(message, signature));
      signature[9] ^= 1;
      assertFalse(read.verifies(message, signature));
      assertFalse(read.verifies(message, new byte[3]));
    }
  }

  @Test
  void aKeyIsForItsOwnerAndReplacesNothing() throws IOException {
    Path file = folder.resolve("deep/carol.pem");
    SigningKey made = SigningKey.create(file);
    String access = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    assertEquals("rw-------", access);
    assertEquals(made.verifying(), VerifyingKey.read(folder.resolve("deep/carol.pem.pub")));
    assertEquals(made.verifying(), SigningKey.read(file).verifying());
    assertRefused("is there already", () -> SigningKey.create(file));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertRefused("can be used by others than its owner (rw-r-----)", () -> SigningKey.read(file));
  }

  @Test
  void whatIsNoSuchKeyIsSaid() throws IOException, GeneralSecurityException {
    assertRefused("there is no such file", () -> SigningKey.read(folder.resolve("nowhere")));
    for (String kind : new String[] {"RSA", "EC"}) {
      var pair = KeyPairGenerator.getInstance(kind).generateKeyPair();
      Path secret = write(kind, "PRIVATE KEY", pair.getPrivate().getEncoded());
      assertRefused("is a key of the kind " + kind, () -> SigningKey.read(secret));
      Path open = write(kind + ".pub", "PUBLIC KEY", pair.getPublic().getEncoded());
      assertRefused("is a key of the kind " + kind, () -> VerifyingKey.read(open));
    }
    Path text = write("sealed", "ENCRYPTED PRIVATE KEY", new byte[40]);
    assertRefused("is encrypted in a way that is not known", () -> SigningKey.read(text));
    Path other = write("certificate", "CERTIFICATE", new byte[40]);
    assertRefused("holds \"CERTIFICATE\"", () -> SigningKey.read(other));
    Path short1 = write("short", "PRIVATE KEY", HEX.parseHex(PRIVATE + "00ff"));
    assertRefused("holds no whole key", () -> SigningKey.read(short1));
    Files.writeString(short1, "no key at all");
    assertRefused("holds no key in PEM", () -> SigningKey.read(short1));
  }

  /** Made by: openssl genpkey -algorithm ed25519 -aes256 (OpenSSL 3). */
  private static final String ENCRYPTED =
      "MIGbMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAhJaL2c2ZGQ5gICCAAwDAYIKoZIhvcNAgkF"
          + "ADAdBglghkgBZQMEASoEEPlH8tKgWcI2G8VIkKtTtrsEQNN+heQy3G4I9FzZ3G763xmKvgPLzQ5Fr+09"
          + "S9bu1NCa6ewyijDw4SIS29LqV67yhJmEYjcD78qlnILrJ7/Wbck=";

  private static final String ITS_PUBLIC =
      "MCowBQYDK2VwAyEABVM/2uiXQ1QL3T82QDRcHU5a0e22KYM/5zDl219AXzk=";

  @Test
  void aKeyWithPassphraseOpensByIt() throws IOException {
    byte[] der = Base64.getDecoder().decode(ENCRYPTED);
    Path file = write("carol.pem", "ENCRYPTED PRIVATE KEY", der);
    SigningPassphrase right =
        environment(
            name -> name.equals("GOVERNANCE_SIGNING_PASSPHRASE") ? "secret passphrase" : null);
    assertEquals(ITS_PUBLIC, SigningKey.read(file, right::of).verifying().text());
    Path kept = Files.writeString(folder.resolve("passphrase"), "secret passphrase\n");
    Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("rw-------"));
    SigningPassphrase stored =
        environment(
            name -> name.equals("GOVERNANCE_SIGNING_PASSPHRASE_FILE") ? kept.toString() : null);
    assertEquals(ITS_PUBLIC, SigningKey.read(file, stored::of).verifying().text());
    SigningPassphrase wrong = environment(name -> "another passphrase");
    assertRefused("does not open with the passphrase", () -> SigningKey.read(file, wrong::of));
    SigningPassphrase none = environment(name -> null);
    assertRefused("GOVERNANCE_SIGNING_PASSPHRASE", () -> SigningKey.read(file, none::of));
    der[der.length - 1] ^= 1;
    Path damaged = write("damaged.pem", "ENCRYPTED PRIVATE KEY", der);
    assertRefused("does not open", () -> SigningKey.read(damaged, right::of));
  }

  private static SigningPassphrase environment(UnaryOperator<String> variables) {
    return new SigningPassphrase(variables, prompt -> null);
  }

  @Test
  void aKeyIsWrittenEncryptedAndOpensByItsPassphraseAlone() throws IOException {
    Path file = folder.resolve("carol.pem");
    SigningPassphrase given = environment(name -> "six random words");
    SigningKey made = SigningKey.createEncrypted(file, given);
    assertTrue(Files.readString(file).startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----"));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(made.verifying(), SigningKey.read(file, given::of).verifying());
    assertEquals(made.verifying(), VerifyingKey.read(folder.resolve("carol.pem.pub")));
    SigningPassphrase wrong = environment(name -> "six other words");
    assertRefused("does not open", () -> SigningKey.read(file, wrong::of));
    assertRefused("is there already", () -> SigningKey.createEncrypted(file, given));
  }

  @Test
  void aPassphraseIsTypedTwiceAndLongEnough() {
    Path file = folder.resolve("dan.pem");
    List<String> typed = new ArrayList<>(List.of("six random words", "six randon words"));
    SigningPassphrase terminal =
        new SigningPassphrase(name -> null, prompt -> typed.remove(0).toCharArray());
    assertRefused("the two are not the same", () -> SigningKey.createEncrypted(file, terminal));
    typed.addAll(List.of("too short", "too short"));
    assertRefused("has 9 characters", () -> SigningKey.createEncrypted(file, terminal));
    SigningPassphrase nobody = environment(name -> null);
    assertRefused("none was given", () -> SigningKey.createEncrypted(file, nobody));
    assertFalse(Files.exists(file));
    typed.addAll(List.of("six random words", "six random words", "six random words"));
    SigningKey made = SigningKey.createEncrypted(file, terminal);
    assertEquals(made.verifying(), SigningKey.read(file, terminal::of).verifying());
  }
}
