package governance.crypto.internal;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import governance.api.GovernanceException;
import governance.crypto.Protection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code keyring.json}: the encrypted keys, and what must be known to decrypt them.
 *
 * @param format 1
 * @param keyring what tells the keyring from others
 * @param protection where the key comes from that encrypts the keys
 * @param location path of a key file, URI of a key management service
 * @param salt of a passphrase, in Base64
 * @param iterations of a passphrase
 * @param created when each key was made, by its id
 * @param keys the keys as an encrypted keyset of Tink's, in Base64
 */
record KeyringFile(
    int format,
    String keyring,
    String protection,
    String location,
    String salt,
    int iterations,
    Map<String, String> created,
    String keys) {
  static final String NAME = "keyring.json";

  private static final int FORMAT = 1;
  private static final int MOST_ITERATIONS = 100_000_000;
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  static KeyringFile of(String keyring, Access access, Map<String, String> created, String keys) {
    Protection by = access.protection();
    return new KeyringFile(
        FORMAT,
        keyring,
        by.kind().name(),
        by.location(),
        access.salt(),
        access.iterations(),
        new TreeMap<>(created),
        keys);
  }

  /**
   * What must be known to come to the key that encrypts a keyring.
   *
   * @param protection where it comes from
   * @param salt of a passphrase, in Base64; else empty
   * @param iterations of a passphrase; else 0
   */
  record Access(Protection protection, String salt, int iterations) {}

  Access access() {
    return new Access(
        new Protection(Protection.Kind.valueOf(protection), location), salt, iterations);
  }

  static boolean present(Path folder) {
    return Files.exists(folder.resolve(NAME));
  }

  /**
   * Reads it.
   *
   * @throws GovernanceException if it is not there, others can read it, or it is none
   */
  static KeyringFile read(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      throw GovernanceException.spec(
          "keyring " + folder,
          "there is no " + NAME + " in it",
          "the folder of a keyring",
          "Name it with --keyring or GOVERNANCE_KEYRING, or make one: governance keys create");
    }
    PrivateFiles.check(file);
    try {
      KeyringFile read =
          GSON.fromJson(Files.readString(file, StandardCharsets.UTF_8), KeyringFile.class);
      if (read != null && read.sound()) {
        return read;
      }
    } catch (JsonParseException | IllegalArgumentException e) {
      throw damaged(file, e.getMessage());
    }
    throw damaged(file, "format or keys are missing");
  }

  private boolean sound() {
    return format == FORMAT
        && keyring != null
        && keys != null
        && protection != null
        && created != null
        && location != null
        && salt != null
        && iterations >= 0
        && iterations <= MOST_ITERATIONS
        && derived(Protection.Kind.valueOf(protection));
  }

  /** A passphrase makes no key without salt or iterations. */
  private boolean derived(Protection.Kind kind) {
    return kind != Protection.Kind.PASSPHRASE || iterations > 0 && Ciphers.bytesOf(salt).length > 0;
  }

  private static GovernanceException damaged(Path file, String why) {
    return GovernanceException.data(
        file.toString(),
        "is no keyring of format " + FORMAT + ": " + why,
        "",
        "Restore it from a backup");
  }

  byte[] bytes() {
    return (GSON.toJson(this) + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
