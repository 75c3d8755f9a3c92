package governance.runtime.internal.cli.command;

import governance.api.GovernanceException;
import governance.runtime.internal.cli.terminal.Exit;
import governance.runtime.internal.cli.terminal.Terminal;
import governance.runtime.internal.signature.LogHead;
import governance.runtime.internal.signature.SigningKey;
import governance.runtime.internal.store.Json;
import governance.runtime.internal.store.Storage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Has a log write how far it has grown: shared by the commands that show a chained log. */
public final class LogHeadOptions {
  @Option(
      names = "--head",
      paramLabel = "FILE",
      description = "Writes size and root of the log for somebody to keep.")
  private Path head;

  @Option(
      names = "--since",
      paramLabel = "FILE",
      description = "With --head: a head of before, which the new one is proved to continue.")
  private Path since;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description =
          "With --head: an Ed25519 private key that signs it, so that nobody can pass off a shorter"
              + " log by another head.")
  private Path key;

  public boolean asked() {
    if (key != null && head == null) {
      throw GovernanceException.spec(
          "--key", "comes without --head", "--head FILE --key FILE", "Name a new file");
    }
    if (since != null && head == null) {
      throw GovernanceException.spec(
          "--since", "comes without --head", "--head FILE --since FILE", "Name a new file");
    }
    return head != null;
  }

  public int write(String log, List<String> lines, Terminal terminal) {
    Optional<LogHead> older = Optional.ofNullable(since).map(LogHead::read);
    Optional<SigningKey> by = Optional.ofNullable(key).map(SigningKey::read);
    LogHead made = LogHead.of(log, lines, older);
    if (older.isPresent() && made.since().isEmpty()) {
      terminal
          .out()
          .println(
              terminal.bad("FAIL  ")
                  + ("the " + log + " log does not begin with the " + older.get().size())
                  + (" entries that " + since + " is of: it was cut or replaced"));
      return Exit.BLOCKED;
    }
    LogHead told = by.map(made::signed).orElse(made);
    Storage.replaceText(head, Json.pretty(told.tree()));
    String grown = made.since().map(s -> ", grown from " + s.size()).orElse("");
    String signer = told.signature().map(s -> ", signed by " + s.key().fingerprint()).orElse("");
    terminal.out().println(made.size() + " entries" + grown + signer + ", written to " + head);
    return Exit.OK;
  }
}
