package governance.runtime.internal.cli.keys;

import governance.runtime.internal.cli.command.CliContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Keys by which evidence is encrypted or signed. */
@Command(
    name = "keys",
    header = "Makes, changes and destroys the keys by which evidence is encrypted or signed.",
    description =
        "A keyring is encrypted by a key file, a passphrase or a key management service. Keys and"
            + " passphrases are never arguments and never shown. What is encrypted says"
            + " encryption of the run spec. A key that signs is a file of its own.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  governance keys create --keyring keys --key-file /etc/governance/key",
      "  GOVERNANCE_KEYRING=keys governance run finance --set encryption.parts=all",
      "  governance keys open latest predictions.jsonl --to opened",
      "  governance keys rotate --reencrypt all",
      "  governance keys shred --from subject.txt --yes",
      "  governance keys signing ~/carol.pem"
    })
public final class KeysCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** The command with what it can do. */
  public static CommandLine line(CliContext context) {
    return new CommandLine(new KeysCommand())
        .addSubcommand(new KeysCreateCommand(context))
        .addSubcommand(new KeysListCommand(context))
        .addSubcommand(new KeysOpenCommand(context))
        .addSubcommand(new KeysRotateCommand(context))
        .addSubcommand(new KeysProtectCommand(context))
        .addSubcommand(new KeysShredCommand(context))
        .addSubcommand(new KeysDestroyCommand(context))
        .addSubcommand(new KeysSigningCommand(context));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Missing what to do: create, list, open, rotate, protect, shred, destroy or signing");
  }
}
