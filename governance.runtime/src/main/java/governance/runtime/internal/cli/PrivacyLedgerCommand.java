package governance.runtime.internal.cli;

import governance.runtime.internal.privacy.DataBudget;
import governance.runtime.internal.spec.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the ledger. */
@Command(
    name = "ledger",
    header = "Shows what each data set has spent of its privacy, run by run.",
    description =
        "Checks the chain of entries first: a ledger that was altered is refused. A run that was"
            + " stopped keeps what it has reserved until it is resumed.",
    footerHeading = "%nExamples:%n",
    footer = {"  governance privacy ledger", "  governance privacy ledger --json"})
final class PrivacyLedgerCommand implements Callable<Integer> {
  private final CliContext context;

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  PrivacyLedgerCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    LedgerView view = new LedgerView(context);
    List<DataBudget> budgets = view.ledger().budgets();
    if (json) {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("ledger", view.ledger().path().toString());
      tree.put("data", budgets.stream().map(view::tree).toList());
      context.terminal().out().print(JsonText.write(tree));
      return Exit.OK;
    }
    context.terminal().out().print(view.text(budgets));
    context.terminal().out().println("ledger  " + view.ledger().path());
    return Exit.OK;
  }
}
