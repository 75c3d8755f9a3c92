package governance.crypto.internal;

import governance.api.GovernanceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/** A file with a key: 256 random bits in Base64, for its owner alone. */
final class KeyFile {
  private static final int LONGEST = 1024;

  private KeyFile() {}

  /** Makes one where there is none. */
  static void create(Path file) throws IOException {
    byte[] key = new byte[Ciphers.KEY];
    new SecureRandom().nextBytes(key);
    PrivateFiles.create(file, (Ciphers.text(key) + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Reads the key.
   *
   * @throws GovernanceException if it is not there, others can read it, or it is no key
   */
  static byte[] read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw GovernanceException.spec(
          "key file " + file,
          "there is no such file",
          "the file that the keyring was made with",
          "Bring it back, or name where it is with " + KeyAccess.FILE);
    }
    PrivateFiles.check(file);
    byte[] key =
        Files.size(file) > LONGEST
            ? new byte[0]
            : Ciphers.bytesOf(Files.readString(file, StandardCharsets.ISO_8859_1));
    if (key.length != Ciphers.KEY) {
      throw GovernanceException.data(
          "key file " + file,
          "holds no key",
          Ciphers.KEY + " bytes in Base64",
          "Name the file that the keyring was made with");
    }
    return key;
  }
}
