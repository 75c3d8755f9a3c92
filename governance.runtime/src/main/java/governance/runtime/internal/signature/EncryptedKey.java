package governance.runtime.internal.signature;

import governance.api.GovernanceException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A private key that a passphrase encrypts, PKCS#8 with PBES2 (RFC 8018), as openssl makes it. The
 * encryption has no tag: a wrong passphrase is noticed by what comes out.
 */
final class EncryptedKey {
  static final String LABEL = "ENCRYPTED PRIVATE KEY";

  private static final String ALLOWED =
      "PBES2 with AES, as of: openssl genpkey -algorithm ed25519 -aes256 -out FILE";

  private EncryptedKey() {}

  /**
   * Returns the key as PKCS#8.
   *
   * @throws GovernanceException if the passphrase is missing or wrong, or the key is encrypted by
   *     what Java does not know
   */
  static byte[] decrypted(Path file, byte[] der, SigningPassphrase passphrase) {
    EncryptedPrivateKeyInfo info;
    Cipher cipher;
    String how;
    try {
      info = new EncryptedPrivateKeyInfo(der);
      how = info.getAlgParameters().toString(); // such as PBEWithHmacSHA256AndAES_256
      cipher = Cipher.getInstance(how);
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw Pem.wrong(
          file, "is encrypted in a way that is not known: " + e.getMessage(), ALLOWED, "");
    }
    char[] given = passphrase.of(file);
    PBEKeySpec spec = new PBEKeySpec(given);
    try {
      SecretKey key = SecretKeyFactory.getInstance(how).generateSecret(spec);
      cipher.init(Cipher.DECRYPT_MODE, key, info.getAlgParameters());
      return info.getKeySpec(cipher).getEncoded();
    } catch (GeneralSecurityException e) {
      throw refused(file); // the padding is wrong, or what comes out is no key
    } finally {
      spec.clearPassword();
      Arrays.fill(given, ' ');
    }
  }

  private static GovernanceException refused(Path file) {
    return Pem.wrong(
        file,
        "does not open with the passphrase",
        "the passphrase that it was encrypted by",
        "Check " + SigningPassphrase.VARIABLE + ", or type it on a terminal");
  }
}
