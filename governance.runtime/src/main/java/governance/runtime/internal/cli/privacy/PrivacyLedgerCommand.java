package governance.runtime.internal.cli.privacy;

import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.command.LogHeadOptions;
import governance.runtime.internal.cli.terminal.Exit;
import governance.runtime.internal.privacy.DataBudget;
import governance.runtime.internal.spec.JsonText;
import governance.runtime.internal.store.ChainedFile;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the ledger. */
@Command(
    name = "ledger",
    header = "Shows what each data set has spent of its privacy, run by run.",
    description =
        "Checks the chain of entries first: a ledger that was altered is refused. A run that was"
            + " stopped keeps what it has reserved until it is resumed. With --head: writes how far"
            + " the ledger has grown, see governance proof growth.",
    footerHeading = "%nExamples:%n",
    footer = {"  governance privacy ledger", "  governance privacy ledger --json"})
final class PrivacyLedgerCommand implements Callable<Integer> {
  private final CliContext context;

  @Mixin private LogHeadOptions head;

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  PrivacyLedgerCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    LedgerView view = new LedgerView(context);
    if (head.asked()) {
      List<String> lines = ChainedFile.lines(view.ledger().path());
      return head.write("privacy", lines, context.terminal());
    }
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
