package governance.runtime.internal.cli.evidence;

import governance.runtime.internal.cli.command.CliContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Proofs that need neither the run nor the log that they are about. */
@Command(
    name = "proof",
    header = "Proves that a file belongs to signed evidence, or that a log only grew.",
    description =
        "What is checked is short and stands alone: an outsider needs no other file of the run, and"
            + " no line of the log.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  governance proof make latest metrics.json --to metrics.proof.json",
      "  governance proof check metrics.proof.json metrics.json --signer carol.pem.pub",
      "  governance proof growth february.json march.json"
    })
public final class ProofCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** The command with its parts. */
  public static CommandLine line(CliContext context) {
    return new CommandLine(new ProofCommand())
        .addSubcommand(new ProofMakeCommand(context))
        .addSubcommand(new ProofCheckCommand(context))
        .addSubcommand(new ProofGrowthCommand(context));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing what to do: make, check or growth");
  }
}
