package governance.runtime.internal.cli.evidence;

import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.terminal.Exit;
import governance.runtime.internal.cli.terminal.Terminal;
import governance.runtime.internal.signature.LogHead;
import governance.runtime.internal.signature.VerifyingKey;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks that a log only grew. */
@Command(
    name = "growth",
    header = "Checks by two heads of a log that it only grew, without the log.",
    description =
        "OLD was kept from before; NEW is what access log --head NEW --since OLD, or privacy ledger"
            + " with the same options, has written. Ends with 0 when every entry of before is still"
            + " there in its place, with 3 when that is not proved.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  governance access log --head february.json",
      "  governance access log --head march.json --since february.json",
      "  governance proof growth february.json march.json --signer carol.pem.pub"
    })
final class ProofGrowthCommand implements Callable<Integer> {
  private final CliContext context;

  @Parameters(paramLabel = "OLD", index = "0", description = "The head that was kept.")
  private Path older;

  @Parameters(paramLabel = "NEW", index = "1", description = "The head with the proof.")
  private Path newer;

  @Option(
      names = "--signer",
      paramLabel = "PUB",
      description = "A public key: both heads must be signed by it.")
  private Path signer;

  ProofGrowthCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    LogHead before = LogHead.read(older);
    LogHead after = LogHead.read(newer);
    Optional<VerifyingKey> wanted = Optional.ofNullable(signer).map(VerifyingKey::read);
    Optional<String> fault =
        before
            .unsigned(wanted)
            .map(f -> "the older head " + f)
            .or(() -> after.unsigned(wanted).map(f -> "the newer head " + f))
            .or(() -> after.fault(before));
    Terminal terminal = context.terminal();
    terminal
        .out()
        .println(
            fault
                .map(f -> terminal.bad("FAIL  ") + f)
                .orElse(
                    terminal.good("ok  ")
                        + ("the " + after.log() + " log only grew, from " + before.size())
                        + (" to " + after.size() + " entries")));
    return fault.isEmpty() ? Exit.OK : Exit.BLOCKED;
  }
}
