package governance.crypto.internal;

import governance.api.GovernanceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Passphrases: from where they come, and the keys that follow from them. Never from arguments. */
final class Passphrases {
  static final String VARIABLE = "GOVERNANCE_PASSPHRASE";
  static final String FRESH = "GOVERNANCE_NEW_PASSPHRASE";

  /** OWASP's advice for PBKDF2-HMAC-SHA256, Password Storage Cheat Sheet, 2023. */
  static final int ITERATIONS = 600_000;

  private static final int SHORTEST = 12;

  private final Function<String, String> environment;
  private final Function<String, char[]> console;

  /**
   * Looks in these places.
   *
   * @param environment variables by name; null where one is not set
   * @param console asks with a prompt; null where nobody can be asked
   */
  Passphrases(Function<String, String> environment, Function<String, char[]> console) {
    this.environment = environment;
    this.console = console;
  }

  /** Returns the passphrase of a keyring. */
  char[] current(Path keyring) throws IOException {
    Optional<char[]> given = given(VARIABLE);
    char[] asked = given.isPresent() ? given.get() : ask("Passphrase of " + keyring + ": ");
    if (asked == null) {
      throw missing(keyring, VARIABLE);
    }
    return asked;
  }

  /** Returns a passphrase that a keyring is to have from now on. */
  char[] fresh(Path keyring, String variable) throws IOException {
    Optional<char[]> given = given(variable);
    char[] passphrase = given.orElse(null);
    if (passphrase == null) {
      passphrase = ask("New passphrase of " + keyring + ": ");
      char[] again = passphrase == null ? null : ask("The same again: ");
      if (passphrase != null && !Arrays.equals(passphrase, again)) {
        throw GovernanceException.spec(
            "passphrase", "the two are not the same", "the same twice", "Type it again");
      }
    }
    if (passphrase == null) {
      throw missing(keyring, variable);
    }
    if (passphrase.length < SHORTEST) {
      throw GovernanceException.spec(
          "passphrase",
          "has " + passphrase.length + " characters",
          "at least " + SHORTEST,
          "Choose a longer one, such as six random words");
    }
    return passphrase;
  }

  private char[] ask(String prompt) {
    return console.apply(prompt);
  }

  private Optional<char[]> given(String variable) throws IOException {
    String direct = environment.apply(variable);
    if (direct != null && !direct.isEmpty()) {
      return Optional.of(direct.toCharArray());
    }
    String named = environment.apply(variable + "_FILE");
    if (named == null || named.isBlank()) {
      return Optional.empty();
    }
    Path file = Path.of(named);
    if (!Files.isRegularFile(file)) {
      throw GovernanceException.spec(
          variable + "_FILE", "there is no file " + file, "a file with the passphrase", "");
    }
    PrivateFiles.check(file);
    String text = Files.readString(file, StandardCharsets.UTF_8);
    return Optional.of(text.replaceFirst("\\R\\z", "").toCharArray());
  }

  private static GovernanceException missing(Path keyring, String variable) {
    return GovernanceException.spec(
        "keyring " + keyring,
        "is protected by a passphrase, and none was given",
        "",
        "Set " + variable + " or " + variable + "_FILE, or run the command on a terminal");
  }

  /** Derives a key: PBKDF2-HMAC-SHA256, RFC 8018. */
  static byte[] key(char[] passphrase, byte[] salt, int iterations) {
    PBEKeySpec spec = new PBEKeySpec(passphrase, salt, iterations, 8 * Ciphers.KEY);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has PBKDF2", e);
    } finally {
      spec.clearPassword();
    }
  }
}
