package governance.runtime.internal.cli.keys;

import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.terminal.Exit;
import governance.runtime.internal.signature.SigningKey;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes a pair of keys that signs. */
@Command(
    name = "signing",
    header = "Makes a key that signs runs, and its public part beside it.",
    description =
        "Ed25519 in PEM, as openssl genpkey -algorithm ed25519 makes it. FILE is readable for its"
            + " owner only and stays with the person who signs; FILE.pub goes to those who check,"
            + " with its fingerprint by another way.",
    footerHeading = "%nExamples:%n",
    footer = {"  governance keys signing ~/carol.pem"})
final class KeysSigningCommand implements Callable<Integer> {
  private final CliContext context;

  @Parameters(paramLabel = "FILE", description = "Where the private key goes, a new file.")
  private Path file;

  KeysSigningCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    String fingerprint = SigningKey.create(file).verifying().fingerprint();
    context.terminal().out().println("Private key  " + file + ", to be kept by who signs");
    context.terminal().out().println("Public key   " + file + SigningKey.PUBLIC);
    context.terminal().out().println("Fingerprint  " + fingerprint);
    return Exit.OK;
  }
}
