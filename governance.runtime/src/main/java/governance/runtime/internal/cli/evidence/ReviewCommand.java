package governance.runtime.internal.cli.evidence;

import governance.runtime.internal.cli.command.CliContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What reviewers say of runs. */
@Command(
    name = "review",
    header = "Records what a reviewer says of a run, and shows it.",
    description = "Needs a policy (governance access init): reviews are kept in its log.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  governance review add latest --verdict accept --note \"Figures and card were read.\"",
      "  governance review show latest"
    })
public final class ReviewCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** The command with its parts. */
  public static CommandLine line(CliContext context) {
    return new CommandLine(new ReviewCommand())
        .addSubcommand(
            new CommandLine(new ReviewAddCommand(context))
                .setCaseInsensitiveEnumValuesAllowed(true))
        .addSubcommand(new ReviewShowCommand(context));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing what to do: add or show");
  }
}
