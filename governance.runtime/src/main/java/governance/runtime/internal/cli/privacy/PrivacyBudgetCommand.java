package governance.runtime.internal.cli.privacy;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.privacy.PrivacyTarget;
import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.terminal.Exit;
import governance.runtime.internal.privacy.DataKey;
import governance.runtime.internal.privacy.PrivacyLedger;
import governance.runtime.internal.privacy.Spend;
import governance.runtime.internal.spec.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows and sets what a data set may spend. */
@Command(
    name = "budget",
    header = "Shows what a data set has spent of its privacy, and sets its limit.",
    description =
        "The ledger knows data by content, not by name, each file of training rows by itself. With a"
            + " limit, a run that would overdraw it, or that adds no noise, is refused before"
            + " training.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  governance privacy budget german-credit",
      "  governance privacy budget loans.csv --limit 8 --delta 1e-5",
      "  governance privacy budget loans.csv --add 1.1,0.01,1000 --note \"pre-training elsewhere\"",
      "  governance privacy budget loans.csv --no-limit"
    })
final class PrivacyBudgetCommand implements Callable<Integer> {
  private final CliContext context;

  @Parameters(
      paramLabel = "DATA",
      description = "A file, a data set of the catalogue, or a digest that the ledger shows.")
  private String data;

  @Option(
      names = "--limit",
      paramLabel = "E",
      description = "Epsilon that all uses together may spend.")
  private Double limit;

  @Option(
      names = "--delta",
      paramLabel = "D",
      description = "Delta of the limit, well below 1/n (default: 1e-5).")
  private Double delta;

  @Option(names = "--no-limit", description = "Takes the limit away; what was spent stays known.")
  private boolean unlimited;

  @Option(
      names = "--add",
      paramLabel = "S,Q,K",
      description =
          "Enters K steps with noise S and rate Q that were done elsewhere. Several times.")
  private List<String> phases = List.of();

  @Option(
      names = "--release",
      paramLabel = "E,D",
      description = "Enters something else that was released with epsilon E and delta D.")
  private List<String> releases = List.of();

  @Option(
      names = "--note",
      paramLabel = "TEXT",
      description = "What was done, for --add and --release.")
  private String note = "entered by hand";

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  PrivacyBudgetCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Optional<PrivacyTarget> most = limit();
    Spend spend = new Spend(LedgerNumbers.phases(phases), LedgerNumbers.releases(releases));
    LedgerView view = new LedgerView(context);
    List<DataKey> keys = view.find(data);
    PrivacyLedger ledger = view.ledger();
    if (unlimited || most.isPresent()) {
      ledger.limit(keys, most);
    }
    if (!spend.isNothing()) {
      double at = delta == null ? usual(spend) : delta;
      ledger.record(keys, note, spend, at, context.budgets()::accountant);
    }
    if (json) {
      context.terminal().out().print(JsonText.write(view.tree(ledger.budgets(keys))));
    } else {
      context.terminal().out().print(view.text(ledger.budgets(keys)));
    }
    return Exit.OK;
  }

  private static double usual(Spend spend) {
    return spend.releases().stream().mapToDouble(PrivacyTarget::delta).max().orElse(1e-5);
  }

  private Optional<PrivacyTarget> limit() {
    List<Problem> problems = new ArrayList<>();
    if (limit != null && unlimited) {
      problems.add(wrong("--limit", "comes with --no-limit", "one of the two", ""));
    }
    if (limit != null && !(limit > 0 && limit <= 1e6)) {
      String advice =
          limit <= 0
              ? "To forbid training, use roles on the data; usual limits are 1 to 10"
              : "Take the limit away with --no-limit; usual limits are 1 to 10";
      problems.add(
          wrong("--limit", "got " + PrivacyOptions.number(limit), "above 0, at most 1e6", advice));
    }
    if (delta != null && !(delta >= 1e-100 && delta < 1)) {
      problems.add(
          wrong(
              "--delta",
              "got " + PrivacyOptions.number(delta),
              "numbers from 1e-100, below 1",
              "Choose one well below 1/n"));
    }
    if (!problems.isEmpty()) {
      throw new GovernanceException(problems);
    }
    return Optional.ofNullable(limit)
        .map(most -> new PrivacyTarget(most, delta == null ? 1e-5 : delta));
  }

  private static Problem wrong(String option, String got, String allowed, String advice) {
    return new Problem(Remedy.FIX_SPEC, option, got, allowed, advice);
  }
}
