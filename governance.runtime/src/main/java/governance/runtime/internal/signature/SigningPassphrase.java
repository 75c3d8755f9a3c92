package governance.runtime.internal.signature;

import governance.api.GovernanceException;
import governance.runtime.internal.access.OwnersOnly;
import governance.runtime.internal.store.Storage;
import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Where the passphrase of a key that signs comes from. Never from an argument. */
final class SigningPassphrase {
  static final String VARIABLE = "GOVERNANCE_SIGNING_PASSPHRASE";

  private static final String FILE = VARIABLE + "_FILE";
  private static final int SHORTEST = 12;

  private final UnaryOperator<String> environment;
  private final Function<String, char[]> terminal;

  /** Looks into the environment of this process, and asks on its terminal. */
  SigningPassphrase() {
    this(System::getenv, SigningPassphrase::ask);
  }

  /**
   * Looks in these places.
   *
   * @param environment variables by name; null where one is not set
   * @param terminal asks with a prompt; null where nobody can be asked
   */
  SigningPassphrase(UnaryOperator<String> environment, Function<String, char[]> terminal) {
    this.environment = environment;
    this.terminal = terminal;
  }

  /** What is typed is not shown. */
  private static char[] ask(String prompt) {
    Console console = System.console();
    return console == null ? null : console.readPassword("%s", prompt);
  }

  /**
   * Returns the passphrase of a key.
   *
   * @throws GovernanceException if there is none, and nobody can be asked
   */
  char[] of(Path key) {
    return given()
        .or(() -> Optional.ofNullable(terminal.apply("Passphrase of " + key + ": ")))
        .orElseThrow(() -> missing(key, "is encrypted by a passphrase"));
  }

  /**
   * Returns the passphrase that a new key is to have.
   *
   * @throws GovernanceException if there is none and nobody can be asked, if it is shorter than 12
   *     characters, or not typed the same twice
   */
  char[] fresh(Path key) {
    char[] passphrase = given().orElseGet(() -> twice(key));
    if (passphrase.length < SHORTEST) {
      throw GovernanceException.spec(
          "passphrase",
          "has " + passphrase.length + " characters",
          "at least " + SHORTEST,
          "Choose a longer one, such as six random words");
    }
    return passphrase;
  }

  private char[] twice(Path key) {
    char[] first = terminal.apply("New passphrase of " + key + ": ");
    if (first == null) {
      throw missing(key, "is to be encrypted by a passphrase");
    }
    if (!Arrays.equals(first, terminal.apply("The same again: "))) {
      throw GovernanceException.spec(
          "passphrase", "the two are not the same", "the same twice", "Type it again");
    }
    return first;
  }

  private static GovernanceException missing(Path key, String why) {
    return Pem.wrong(
        key,
        why + ", and none was given",
        "",
        "Set " + VARIABLE + " or " + FILE + ", or run the command on a terminal");
  }

  private Optional<char[]> given() {
    String direct = environment.apply(VARIABLE);
    if (direct != null && !direct.isEmpty()) {
      return Optional.of(direct.toCharArray());
    }
    String named = environment.apply(FILE);
    return named == null || named.isBlank() ? Optional.empty() : Optional.of(read(Path.of(named)));
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
