package governance.runtime.internal.cli.keys;

import governance.crypto.Keyring;
import governance.crypto.Protection;
import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.terminal.Exit;
import governance.runtime.internal.store.Tree;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes a keyring. */
@Command(
    name = "create",
    header = "Makes a keyring with a first key.",
    description =
        "A passphrase comes from GOVERNANCE_PASSPHRASE, from the file that"
            + " GOVERNANCE_PASSPHRASE_FILE names, or is asked for on a terminal. Keep a copy of what"
            + " protects the keyring: without it everything that was encrypted is lost.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  governance keys create --keyring keys --key-file /etc/governance/key",
      "  governance keys create --keyring keys --passphrase",
      "  governance keys create --keyring keys --kms gcp-kms://projects/p/locations/l/…"
    })
final class KeysCreateCommand implements Callable<Integer> {
  private final CliContext context;

  @Mixin private KeyringOption keyring;
  @Mixin private ProtectionOptions protection;

  KeysCreateCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Protection by = protection.get();
    Keyring made = context.vault().keyrings().create(keyring.folder(context.vault()), by);
    String key = made.versions().get(0).id();
    KeyringOption.note(
        made, "created", Tree.of("keyring", made.id(), "key", key, "by", by.kind().name()));
    context
        .terminal()
        .out()
        .println(
            "Keyring " + made.id() + " in " + made.folder() + ", protected by " + by.words() + ".");
    return Exit.OK;
  }
}
