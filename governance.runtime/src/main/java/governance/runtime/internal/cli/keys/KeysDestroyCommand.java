package governance.runtime.internal.cli.keys;

import governance.api.GovernanceException;
import governance.crypto.Keyring;
import governance.runtime.internal.access.Touched;
import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.command.Touching;
import governance.runtime.internal.cli.terminal.Exit;
import governance.runtime.internal.store.Tree;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Destroys a key of a keyring, or all of it. */
@Command(
    name = "destroy",
    header = "Destroys an older key, or with all the whole keyring; what it wraps is lost.",
    description =
        "Wrap the data keys of runs anew before: governance keys rotate --reencrypt all. Keys of"
            + " subjects are kept by any key of the keyring.",
    footerHeading = "%nExamples:%n",
    footer = {"  governance keys destroy 3fa2b1c4 --yes", "  governance keys destroy all --yes"})
final class KeysDestroyCommand implements Callable<Integer>, Touching {
  private final CliContext context;

  @Mixin private KeyringOption keyring;

  @Parameters(paramLabel = "KEY", description = "The id of a key, or all.")
  private String key;

  @Option(names = "--yes", description = "Does it; it cannot be taken back.")
  private boolean yes;

  KeysDestroyCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Touched touched() {
    return Touched.destroyed(keyring.folder(context.vault()));
  }

  @Override
  public Integer call() {
    Keyring opened = keyring.open(context.vault());
    boolean all = key.equals("all");
    if (!yes) {
      throw GovernanceException.spec(
          "keys destroy " + key,
          "would make unreadable what is encrypted by "
              + (all ? "any key of keyring " + opened.id() : "it"),
          "",
          "Add --yes to do it");
    }
    if (all || opened.versions().stream().anyMatch(v -> v.id().equals(key) && !v.primary())) {
      // what is killed after the act would leave no trace of it
      KeyringOption.note(opened, "destroying", Tree.of("key", key));
    }
    if (all) {
      opened.destroy();
    } else {
      opened.destroy(key);
    }
    KeyringOption.note(opened, "destroyed", Tree.of("key", key));
    context
        .terminal()
        .out()
        .println(
            all ? "Keyring " + opened.id() + " is destroyed." : "Key " + key + " is destroyed.");
    return Exit.OK;
  }
}
