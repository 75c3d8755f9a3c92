package governance.runtime.internal.cli.privacy;

import governance.runtime.internal.cli.command.CliContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Plans differential privacy. */
@Command(
    name = "privacy",
    header = "Plans what privacy costs, and describes data with noise.",
    description =
        "Computes what noisy training costs, or the noise or steps for a target (Gaussian noise,"
            + " Poisson sampling), without a run; keeps what data sets have spent; describes data for others. Needs"
            + " plugins.privacy.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  governance privacy epsilon --noise 1.1 --rate 0.01 --steps 1000 --delta 1e-5",
      "  governance privacy noise --epsilon 3 --rate 0.01 --steps 1000 --rows 60000",
      "  governance privacy steps --epsilon 3 --noise 1.1 --rate 0.01 --delta 1e-5 --json",
      "  governance privacy budget loans.csv --limit 8 --delta 1e-5",
      "  governance privacy ledger",
      "  governance privacy card people.csv --epsilon 1 --number age=17:90 --category sex"
    })
public final class PrivacyCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** The command with its questions. */
  public static CommandLine line(CliContext context) {
    return new CommandLine(new PrivacyCommand())
        .addSubcommand(new PrivacyEpsilonCommand(context))
        .addSubcommand(new PrivacyNoiseCommand(context))
        .addSubcommand(new PrivacyStepsCommand(context))
        .addSubcommand(new PrivacyBudgetCommand(context))
        .addSubcommand(new PrivacyLedgerCommand(context))
        .addSubcommand(new PrivacyCardCommand(context));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Missing what to do: epsilon, noise, steps, budget, ledger or card");
  }
}
