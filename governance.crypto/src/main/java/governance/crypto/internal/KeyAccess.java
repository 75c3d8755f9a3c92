package governance.crypto.internal;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClient;
import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.crypto.Protection;
import governance.crypto.internal.KeyringFile.Access;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Comes to the key that encrypts a keyring. */
final class KeyAccess {
  /** Where a key file is, if not where it was when the keyring was made. */
  static final String FILE = "GOVERNANCE_KEY_FILE";

  private static final int SALT = 16;

  private final Function<String, String> environment;
  private final Passphrases passphrases;
  private final Supplier<List<KmsClient>> clients;

  KeyAccess(
      Function<String, String> environment,
      Function<String, char[]> console,
      Supplier<List<KmsClient>> clients) {
    this.environment = environment;
    this.passphrases = new Passphrases(environment, console);
    this.clients = clients;
  }

  /**
   * What encrypts a keyring.
   *
   * @param access how to come to it again
   * @param cipher what encrypts
   */
  record Opened(Access access, Aead cipher) {}

  /** Comes to the key of a keyring that is there. */
  Aead open(Path keyring, Access access) throws IOException {
    Protection by = access.protection();
    return switch (by.kind()) {
      case FILE -> Ciphers.values(KeyFile.read(keyFile(by)));
      case PASSPHRASE ->
          Ciphers.values(
              Passphrases.key(
                  passphrases.current(keyring),
                  Ciphers.bytesOf(access.salt()),
                  access.iterations()));
      case KMS -> managed(by.location());
    };
  }

  private Path keyFile(Protection by) {
    String elsewhere = environment.apply(FILE);
    return Path.of(elsewhere == null || elsewhere.isBlank() ? by.location() : elsewhere);
  }

  /**
   * Comes to the key that a keyring is to have from now on.
   *
   * @param variable where a passphrase may stand
   */
  Opened fresh(Path keyring, Protection by, String variable) throws IOException {
    switch (by.kind()) {
      case FILE:
        Path file = Path.of(by.location()).toAbsolutePath().normalize();
        outside(keyring, file);
        if (!Files.exists(file)) {
          KeyFile.create(file);
        }
        return new Opened(
            new Access(new Protection(by.kind(), file.toString()), "", 0),
            Ciphers.values(KeyFile.read(file)));
      case PASSPHRASE:
        byte[] salt = new byte[SALT];
        new SecureRandom().nextBytes(salt);
        byte[] key =
            Passphrases.key(passphrases.fresh(keyring, variable), salt, Passphrases.ITERATIONS);
        return new Opened(
            new Access(by, Ciphers.text(salt), Passphrases.ITERATIONS), Ciphers.values(key));
      default:
        return new Opened(new Access(by, "", 0), managed(by.location()));
    }
  }

  private static void outside(Path keyring, Path file) {
    if (file.startsWith(keyring.toAbsolutePath().normalize())) {
      throw GovernanceException.spec(
          "--key-file",
          file + " lies in the keyring that it opens",
          "a file somewhere else",
          "Choose a place that is not copied together with the keyring");
    }
  }

  private Aead managed(String uri) {
    List<KmsClient> all = clients.get();
    for (KmsClient client : all) {
      if (client.doesSupport(uri)) {
        try {
          return client.getAead(uri);
        } catch (GeneralSecurityException e) {
          throw GovernanceException.spec(
              "key management service " + uri,
              "cannot be used: " + e.getMessage(),
              "",
              "Check the URI and the credentials of its client");
        }
      }
    }
    String got =
        all.isEmpty() ? "no client is installed" : "none of " + all.size() + " clients takes it";
    throw new GovernanceException(
        new Problem(
            Remedy.INSTALL_BUNDLE,
            "key management service " + uri,
            got,
            "a bundle that registers a com.google.crypto.tink.KmsClient for "
                + uri.replaceFirst("(?s)://.*", "://"),
            "Install one in plugins/, see docs/privacy/encryption.md"));
  }
}
