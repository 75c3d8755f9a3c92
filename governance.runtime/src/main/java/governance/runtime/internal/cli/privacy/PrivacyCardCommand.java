package governance.runtime.internal.cli.privacy;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.data.Dataset;
import governance.api.inspect.AnalysisResult;
import governance.api.privacy.PrivacyTarget;
import governance.api.privacy.PrivateSummarizer;
import governance.api.privacy.SummaryColumn;
import governance.api.privacy.SummarySetup;
import governance.runtime.internal.border.Border;
import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.command.RowsArgument;
import governance.runtime.internal.cli.command.ServiceOwner;
import governance.runtime.internal.cli.inspect.InspectionView;
import governance.runtime.internal.cli.terminal.Exit;
import governance.runtime.internal.cli.terminal.Terminal;
import governance.runtime.internal.inspect.InspectionTree;
import governance.runtime.internal.privacy.EpsilonWords;
import governance.runtime.internal.privacy.Spend;
import governance.runtime.internal.spec.JsonText;
import governance.runtime.internal.store.Storage;
import governance.runtime.internal.store.Tree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Describes data for others without giving away any row. */
@Command(
    name = "card",
    header = "Describes data by counts, histograms, means and medians with noise.",
    description =
        "Differentially private: whoever reads the figures learns next to nothing of any one row."
            + " Every use spends epsilon and delta; those of several uses add up. Needs"
            + " plugins.privacy.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  governance privacy card people.csv --epsilon 1 --number age=17:90 --category sex",
      "  governance privacy card visits.csv --epsilon 1 --category ward --subject patient \\",
      "      --rows-per-person 3",
      "  governance privacy card people.csv --epsilon 1 --delta 0 --number hours=0:100 \\",
      "      --category \"sex=female|male\" --bins 20 --json --out card.json"
    })
final class PrivacyCardCommand implements Callable<Integer> {
  private static final String TITLE = "privacy card";

  private final CliContext context;

  @Mixin private RowsArgument file;

  @Option(
      names = "--epsilon",
      paramLabel = "E",
      required = true,
      description = "What everything may spend together, 0.01 to 100; usually 0.1 to 1.")
  private double epsilon;

  @Option(
      names = "--delta",
      paramLabel = "D",
      description =
          "Probability with which the guarantee may fail, well below 1/n (default: 1e-6). 0 takes"
              + " Laplace instead of Gaussian noise.")
  private double delta = 1e-6;

  @Mixin private PersonOptions person;

  @Mixin private CardColumns described;

  @Option(
      names = "--confidence",
      paramLabel = "C",
      description = "How often an interval is to hold, each by itself (default: 0.95).")
  private double confidence = 0.95;

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  @Option(names = "--out", paramLabel = "FILE", description = "Also writes the JSON there.")
  private Path out;

  PrivacyCardCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    List<SummaryColumn> columns = columns();
    PrivateSummarizer summarizer =
        context
            .summarizer()
            .get()
            .orElseThrow(
                () ->
                    ServiceOwner.missing(
                        TITLE,
                        "nothing that describes rows with noise is installed",
                        "Install or start plugins.privacy"));
    Dataset rows = read(columns);
    spend();
    AnalysisResult result =
        Border.call(
            ServiceOwner.of(summarizer, TITLE),
            () ->
                summarizer.summarize(
                    new Setup(rows, columns, person.most(), epsilon, delta, confidence)));
    List<String> warnings = warnings(result.rows());
    Map<String, Object> tree = tree(result, warnings);
    if (out != null) {
      Storage.replaceText(out.toAbsolutePath(), JsonText.write(tree));
    }
    Terminal terminal = context.terminal();
    if (json) {
      terminal.out().print(JsonText.write(tree));
      return Exit.OK;
    }
    terminal.out().print(new InspectionView(terminal).tables((List<?>) tree.get("tables")));
    warnings.forEach(w -> terminal.out().println("warning: " + w));
    return Exit.OK;
  }

  private Map<String, Object> tree(AnalysisResult result, List<String> warnings) {
    return Tree.of(
        "data",
        file.name(),
        "epsilon",
        epsilon,
        "delta",
        delta,
        "adjacency",
        person.most() == 1 ? "add-or-remove-one" : "add-or-remove-one-person",
        "rowsPerPerson",
        person.most(),
        "confidence",
        confidence,
        "rows",
        result.rows(),
        "tables",
        InspectionTree.tables(result),
        "warnings",
        warnings);
  }

  /** Enters what is released before it is, so that nothing is published that no budget covers. */
  private void spend() {
    Spend spend = new Spend(List.of(), List.of(new PrivacyTarget(epsilon, delta)));
    context
        .budgets()
        .ledger()
        .ifPresent(
            ledger ->
                ledger.record(
                    LedgerView.keys(context, file.written()),
                    TITLE,
                    spend,
                    delta,
                    context.budgets()::accountant));
  }

  private record Setup(
      Dataset data,
      List<SummaryColumn> columns,
      int rowsPerPerson,
      double epsilon,
      double delta,
      double confidence)
      implements SummarySetup {}

  /** Rests on figures with noise only. */
  private List<String> warnings(long rows) {
    List<String> warnings = new ArrayList<>(EpsilonWords.warnings(epsilon));
    if (delta * Math.max(1, rows) >= 1) {
      warnings.add(
          "delta "
              + PrivacyOptions.number(delta)
              + " is not below 1 / the number of rows: a whole row may be given away; choose one"
              + " well below");
    }
    return warnings;
  }

  private List<SummaryColumn> columns() {
    List<Problem> problems = new ArrayList<>();
    if (!(epsilon >= 0.01 && epsilon <= 100)) {
      problems.add(
          PrivacyOptions.wrong(
              "--epsilon", epsilon, "numbers from 0.01 to 100", "Usual are 0.1 to 1"));
    }
    if (!(delta == 0 || delta >= 1e-100 && delta < 1)) {
      problems.add(
          PrivacyOptions.wrong(
              "--delta", delta, "0, or numbers from 1e-100 to below 1", "Usual are 1e-9 to 1e-6"));
    }
    if (!(confidence > 0 && confidence < 1)) {
      problems.add(
          PrivacyOptions.wrong(
              "--confidence", confidence, "numbers between 0 and 1", "Usual is 0.95"));
    }
    person.check(problems);
    described.check(problems);
    if (!problems.isEmpty()) {
      throw new GovernanceException(problems);
    }
    List<SummaryColumn> columns = described.columns();
    if (delta == 0 && columns.stream().anyMatch(c -> !c.numeric() && c.categories().isEmpty())) {
      throw new GovernanceException(
          PrivacyOptions.wrong(
              "--delta",
              "0, and a --category without its values",
              "a delta above 0, or --category COLUMN=A|B for each",
              "Values that only rows know cannot be published without a delta"));
    }
    return columns;
  }

  private Dataset read(List<SummaryColumn> columns) {
    Dataset rows = file.read(context, Set.of(), Set.of()).rows();
    CardColumns.check(columns, rows.schema().names());
    return person.bounded(context, rows);
  }
}
