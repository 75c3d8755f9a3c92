package governance.runtime.internal.cli.keys;

import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.terminal.Exit;
import governance.runtime.internal.signature.SigningKey;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a pair of keys that signs. */
@Command(
    name = "signing",
    header = "Makes a key that signs runs, and its public part beside it.",
    description =
        "Ed25519 in PEM, as openssl genpkey -algorithm ed25519 makes it. FILE is readable for its"
            + " owner only and stays with the person who signs; FILE.pub goes to those who check,"
            + " with its fingerprint by another way. With --passphrase it is encrypted (PKCS#8,"
            + " PBES2): sign and access log ask for the passphrase.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  governance keys signing ~/carol.pem",
      "  governance keys signing ~/carol.pem --passphrase"
    })
final class KeysSigningCommand implements Callable<Integer> {
  private final CliContext context;

  @Parameters(paramLabel = "FILE", description = "Where the private key goes, a new file.")
  private Path file;

  @Option(
      names = "--passphrase",
      description =
          "Encrypts the private key: GOVERNANCE_SIGNING_PASSPHRASE, the file that"
              + " GOVERNANCE_SIGNING_PASSPHRASE_FILE names, or asked for.")
  private boolean passphrase;

  KeysSigningCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    SigningKey made = passphrase ? SigningKey.createEncrypted(file) : SigningKey.create(file);
    String fingerprint = made.verifying().fingerprint();
    String how = passphrase ? ", encrypted by the passphrase" : "";
    context.terminal().out().println("Private key  " + file + how + ", to be kept by who signs");
    context.terminal().out().println("Public key   " + file + SigningKey.PUBLIC);
    context.terminal().out().println("Fingerprint  " + fingerprint);
    return Exit.OK;
  }
}
