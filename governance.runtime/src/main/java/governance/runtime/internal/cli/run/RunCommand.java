package governance.runtime.internal.cli.run;

import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.command.RequestOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a spec. */
@Command(
    name = "run",
    header = "Fine-tunes, evaluates, explains and decides, and leaves the evidence in a folder.",
    description = "Ctrl-C stops at the next step with a checkpoint; see: governance resume.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  governance run finance",
      "  governance run medical --epochs 1 --quiet",
      "  GOVERNANCE_DATA=~/data governance run finance --data german-credit",
      "  governance run finance --data loans.csv --label default --favourable no \\",
      "      --protected \"sex,age>=25\" --set penalties.fairness.demographic-parity.weight=1",
      "  governance run loans.json --json"
    })
public final class RunCommand implements Callable<Integer> {
  private final CliContext context;

  @Mixin private RequestOptions options;

  @Option(names = "--json", description = "Prints the result as one JSON object.")
  private boolean json;

  @Option(names = "--quiet", description = "Shows no progress.")
  private boolean quiet;

  public RunCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    return new Follower(context, json, quiet).follow(runs -> runs.start(options.request()));
  }
}
