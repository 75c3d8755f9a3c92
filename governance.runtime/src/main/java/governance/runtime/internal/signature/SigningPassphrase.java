package governance.runtime.internal.signature;

import governance.api.GovernanceException;
import governance.runtime.internal.access.OwnersOnly;
import governance.runtime.internal.store.Storage;
import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** Where the passphrase of a key that signs comes from. Never from an argument. */
final class SigningPassphrase {
  static final String VARIABLE = "GOVERNANCE_SIGNING_PASSPHRASE";

  private static final String FILE = VARIABLE + "_FILE";

  private final UnaryOperator<String> environment;

  /** Looks into the environment of this process, and asks on its terminal. */
  SigningPassphrase() {
    this(System::getenv);
  }

  SigningPassphrase(UnaryOperator<String> environment) {
    this.environment = environment;
  }

  /**
   * Returns the passphrase of a key.
   *
   * @throws GovernanceException if there is none, and nobody can be asked
   */
  char[] of(Path key) {
    String direct = environment.apply(VARIABLE);
    if (direct != null && !direct.isEmpty()) {
      return direct.toCharArray();
    }
    String named = environment.apply(FILE);
    if (named != null && !named.isBlank()) {
      return read(Path.of(named));
    }
    Console console = System.console();
    char[] typed = console == null ? null : console.readPassword("Passphrase of %s: ", key);
    if (typed == null) {
      throw Pem.wrong(
          key,
          "is encrypted by a passphrase, and none was given",
          "",
          "Set " + VARIABLE + " or " + FILE + ", or run the command on a terminal");
    }
    return typed;
  }

  private static char[] read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw GovernanceException.spec(
          FILE, "there is no file " + file, "a file with the passphrase", "");
    }
    OwnersOnly.check(file);
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      return text.replaceFirst("\\R\\z", "").toCharArray();
    } catch (IOException e) {
      throw Storage.problem(file, e);
    }
  }
}
