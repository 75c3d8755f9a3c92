package governance.runtime.internal.cli.keys;

import governance.crypto.KeyVersion;
import governance.crypto.Keyring;
import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.terminal.Exit;
import governance.runtime.internal.cli.terminal.Table;
import governance.runtime.internal.cli.terminal.Terminal;
import governance.runtime.internal.spec.JsonText;
import governance.runtime.internal.store.ChainedFile;
import governance.runtime.internal.store.EventChain;
import governance.runtime.internal.store.Tree;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows a keyring without its keys. */
@Command(
    name = "list",
    header = "Shows what is in a keyring: ids and ages of keys, never keys.",
    footerHeading = "%nExamples:%n",
    footer = {"  governance keys list --keyring keys"})
final class KeysListCommand implements Callable<Integer> {
  private final CliContext context;

  @Mixin private KeyringOption keyring;

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  KeysListCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    Keyring opened = keyring.open(context.vault());
    List<String> log = ChainedFile.lines(opened.folder().resolve(KeyringOption.LOG));
    List<String> wrong = EventChain.check(log);
    context.terminal().out().print(json ? json(opened, log, wrong) : text(opened, log, wrong));
    return wrong.isEmpty() ? Exit.OK : Exit.BLOCKED;
  }

  private String text(Keyring opened, List<String> log, List<String> wrong) {
    Terminal terminal = context.terminal();
    Table head = new Table("ll");
    head.row("keyring", opened.id() + " in " + opened.folder());
    head.row("protected by", opened.protection().words());
    head.row(
        "subjects",
        opened.subjects().size() + " with a key, " + opened.subjects().destroyed() + " shredded");
    head.row(
        "log",
        wrong.isEmpty()
            ? log.size() + " entries, none altered"
            : terminal.bad(KeyringOption.LOG + " " + wrong.get(0)));
    Table keys = new Table("lll");
    keys.row("KEY", "CREATED", "");
    for (KeyVersion key : opened.versions()) {
      keys.row(key.id(), key.created().toString(), key.primary() ? "wraps new data keys" : "");
    }
    return head.render("") + "\n" + keys.render("");
  }

  private static String json(Keyring opened, List<String> log, List<String> wrong) {
    List<Object> keys =
        opened.versions().stream()
            .<Object>map(
                k ->
                    Tree.of(
                        "id", k.id(),
                        "created", k.created().toString(),
                        "primary", k.primary()))
            .toList();
    return JsonText.write(
        Tree.of(
            "keyring", opened.id(),
            "folder", opened.folder().toString(),
            "protection", opened.protection().kind().name(),
            "location", opened.protection().location(),
            "keys", keys,
            "subjects", opened.subjects().size(),
            "shredded", opened.subjects().destroyed(),
            "logEntries", log.size(),
            "logWrong", wrong));
  }
}
