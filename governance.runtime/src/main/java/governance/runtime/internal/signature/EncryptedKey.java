package governance.runtime.internal.signature;

import governance.api.GovernanceException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.Function;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;

/**
 * A private key that a passphrase encrypts, PKCS#8 with PBES2 (RFC 8018), as openssl makes it. The
 * encryption has no tag: a wrong passphrase is noticed by what comes out.
 */
final class EncryptedKey {
  static final String LABEL = "ENCRYPTED PRIVATE KEY";

  private static final String ALLOWED =
      "PBES2 with AES, as of: openssl genpkey -algorithm ed25519 -aes256 -out FILE";

  private static final String CIPHER = "PBEWithHmacSHA256AndAES_256";

  /** OWASP's advice for PBKDF2-HMAC-SHA256, Password Storage Cheat Sheet, 2023. */
  private static final int ITERATIONS = 600_000;

  private static final int SALT = 16;

  private EncryptedKey() {}

  /** Returns a key encrypted by a passphrase: PBKDF2-HMAC-SHA256 and AES-256-CBC, as of PBES2. */
  static byte[] encrypted(byte[] pkcs8, char[] passphrase) {
    byte[] salt = new byte[SALT];
    byte[] start = new byte[SALT]; // a block of AES
    SecureRandom random = new SecureRandom();
    random.nextBytes(salt);
    random.nextBytes(start);
    PBEKeySpec spec = new PBEKeySpec(passphrase);
    try {
      SecretKey key = SecretKeyFactory.getInstance(CIPHER).generateSecret(spec);
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(
          Cipher.ENCRYPT_MODE,
          key,
          new PBEParameterSpec(salt, ITERATIONS, new IvParameterSpec(start)));
      AlgorithmParameters how = AlgorithmParameters.getInstance("PBES2");
      how.init(cipher.getParameters().getEncoded());
      return new EncryptedPrivateKeyInfo(how, cipher.doFinal(pkcs8)).getEncoded();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("every Java since 8 has PBES2", e);
    } finally {
      spec.clearPassword();
    }
  }

  /**
   * Returns the key as PKCS#8.
   *
   * @throws GovernanceException if the passphrase is missing or wrong, or the key is encrypted by
   *     what Java does not know
   */
  static byte[] decrypted(Path file, byte[] der, Function<Path, char[]> passphrase) {
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
    char[] given = passphrase.apply(file);
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
