package governance.runtime.internal.cli.keys;

import governance.crypto.Keyring;
import governance.crypto.Protection;
import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.terminal.Exit;
import governance.runtime.internal.store.Tree;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Encrypts a keyring by something else. */
@Command(
    name = "protect",
    header = "Encrypts a keyring by another key file, passphrase or key management service.",
    description =
        "The keys in it stay the same. A new passphrase comes from GOVERNANCE_NEW_PASSPHRASE, from"
            + " the file that GOVERNANCE_NEW_PASSPHRASE_FILE names, or is asked for.",
    footerHeading = "%nExamples:%n",
    footer = {"  governance keys protect --keyring keys --key-file /etc/governance/key-2"})
final class KeysProtectCommand implements Callable<Integer> {
  private final CliContext context;

  @Mixin private KeyringOption keyring;
  @Mixin private ProtectionOptions protection;

  KeysProtectCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Protection by = protection.get();
    Keyring opened = keyring.open(context.vault());
    opened.protect(by);
    KeyringOption.note(opened, "protected", Tree.of("by", by.kind().name()));
    context
        .terminal()
        .out()
        .println("Keyring " + opened.id() + " is protected by " + by.words() + " now.");
    return Exit.OK;
  }
}
