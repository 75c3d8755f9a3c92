package governance.runtime.internal.cli;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.data.Dataset;
import governance.api.inspect.AnalysisResult;
import governance.api.privacy.PrivacyTarget;
import governance.api.privacy.PrivateSummarizer;
import governance.api.privacy.SummaryColumn;
import governance.api.privacy.SummarySetup;
import governance.api.run.ContributionInfo;
import governance.runtime.internal.border.Border;
import governance.runtime.internal.inspect.InspectionTree;
import governance.runtime.internal.privacy.EpsilonWords;
import governance.runtime.internal.privacy.Spend;
import governance.runtime.internal.spec.JsonText;
import governance.runtime.internal.spec.Suggestion;
import governance.runtime.internal.store.Storage;
import governance.runtime.internal.store.Tree;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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

  @Parameters(paramLabel = "FILE", description = "A file of rows, or a data set of the catalogue.")
  private String file;

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

  @Option(
      names = "--number",
      paramLabel = "COLUMN=LOW:HIGH",
      description =
          "A column of numbers and its range, which must be known without the rows. Several times.")
  private List<String> numbers = List.of();

  @Option(
      names = "--category",
      paramLabel = "COLUMN[=A|B|…]",
      description =
          "A column of categories, with the values it may have; others count together. Without them"
              + " values of few rows are left out. Several times.")
  private List<String> categories = List.of();

  @Option(
      names = "--bins",
      paramLabel = "N",
      description = "Equal parts of a range that rows are counted in, up to 1000 (default: 10).")
  private int bins = 10;

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
                    new GovernanceException(
                        new Problem(
                            Remedy.INSTALL_BUNDLE,
                            TITLE,
                            "nothing that describes rows with noise is installed",
                            "",
                            "Install or start plugins.privacy")));
    Dataset rows = read(columns);
    spend();
    AnalysisResult result =
        Border.call(
            who(summarizer),
            () ->
                summarizer.summarize(
                    new Setup(rows, columns, person.most(), epsilon, delta, confidence)));
    List<String> warnings = warnings(result.rows());
    Map<String, Object> tree =
        Tree.of(
            "data",
            Path.of(file).getFileName().toString(),
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
    if (out != null) {
      String text = JsonText.write(tree);
      Storage.replace(
          out.toAbsolutePath(), to -> Files.writeString(to, text, StandardCharsets.UTF_8));
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

  /** Enters what is released before it is, so that nothing is published that no budget covers. */
  private void spend() {
    Spend spend = new Spend(List.of(), List.of(new PrivacyTarget(epsilon, delta)));
    context
        .budgets()
        .ledger()
        .ifPresent(
            ledger ->
                ledger.record(
                    LedgerView.keys(context, file),
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

  private static ContributionInfo who(PrivateSummarizer summarizer) {
    Bundle bundle = FrameworkUtil.getBundle(summarizer.getClass());
    String name = bundle == null ? "unknown" : bundle.getSymbolicName();
    String version = bundle == null ? "" : bundle.getVersion().toString();
    return new ContributionInfo(null, TITLE, "any", name, version, "", null);
  }

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
      problems.add(wrong("--epsilon", epsilon, "numbers from 0.01 to 100", "Usual are 0.1 to 1"));
    }
    if (!(delta == 0 || delta >= 1e-100 && delta < 1)) {
      problems.add(
          wrong(
              "--delta", delta, "0, or numbers from 1e-100 to below 1", "Usual are 1e-9 to 1e-6"));
    }
    if (!(confidence > 0 && confidence < 1)) {
      problems.add(wrong("--confidence", confidence, "numbers between 0 and 1", "Usual is 0.95"));
    }
    person.check(problems);
    if (bins < 1 || bins > 1000) {
      problems.add(wrong("--bins", bins, "1 to 1000", ""));
    }
    if (numbers.isEmpty() && categories.isEmpty()) {
      problems.add(
          wrong("the columns", "none", "--number or --category", "Name what is to be described"));
    }
    if (!problems.isEmpty()) {
      throw new GovernanceException(problems);
    }
    List<SummaryColumn> columns = new ArrayList<>();
    numbers.forEach(each -> columns.add(number(each)));
    categories.forEach(each -> columns.add(category(each)));
    if (delta == 0 && columns.stream().anyMatch(c -> !c.numeric() && c.categories().isEmpty())) {
      throw new GovernanceException(
          wrong(
              "--delta",
              "0, and a --category without its values",
              "a delta above 0, or --category COLUMN=A|B for each",
              "Values that only rows know cannot be published without a delta"));
    }
    return columns;
  }

  private SummaryColumn number(String given) {
    int at = given.lastIndexOf('=');
    String[] ends = given.substring(at + 1).split(":", -1);
    try {
      if (at > 0 && ends.length == 2) {
        double low = Double.parseDouble(ends[0].strip());
        double high = Double.parseDouble(ends[1].strip());
        if (low < high && Double.isFinite(high - low)) {
          return SummaryColumn.numbers(given.substring(0, at), low, high, bins);
        }
      }
    } catch (NumberFormatException e) {
      // told below, with what is allowed
    }
    throw new GovernanceException(
        wrong(
            "--number",
            "\"" + given + "\"",
            "COLUMN=LOW:HIGH with LOW < HIGH, such as age=0:120",
            "Take a range that is known without looking at the rows"));
  }

  private static SummaryColumn category(String given) {
    int at = given.indexOf('=');
    if (at < 0) {
      return SummaryColumn.categories(given, List.of());
    }
    List<String> known =
        List.of(given.substring(at + 1).split("\\|")).stream().map(String::strip).toList();
    if (at == 0 || known.contains("") || Set.copyOf(known).size() < known.size()) {
      throw new GovernanceException(
          wrong(
              "--category",
              "\"" + given + "\"",
              "COLUMN or COLUMN=A|B with different values",
              "Quote it in a shell"));
    }
    return SummaryColumn.categories(given.substring(0, at), known);
  }

  private static Problem wrong(String option, Object got, String allowed, String advice) {
    String value = got instanceof Double d ? PrivacyOptions.number(d) : String.valueOf(got);
    return new Problem(Remedy.FIX_SPEC, option, "got " + value, allowed, advice);
  }

  private Dataset read(List<SummaryColumn> columns) {
    Dataset rows = WholeFile.read(context, file, Set.of(), Set.of()).rows();
    List<Problem> problems = new ArrayList<>();
    Set<String> once = new HashSet<>();
    for (SummaryColumn column : columns) {
      List<String> names = rows.schema().names();
      if (!names.contains(column.name())) {
        problems.add(
            new Problem(
                Remedy.FIX_SPEC,
                column.numeric() ? "--number" : "--category",
                "there is no column \"" + column.name() + "\"",
                String.join(", ", names),
                Suggestion.advice(column.name(), names, "")));
      } else if (!once.add(column.name())) {
        problems.add(wrong(column.name(), "the column twice", "each column once", "Leave one out"));
      }
    }
    if (!problems.isEmpty()) {
      throw new GovernanceException(problems);
    }
    return person.bounded(context, rows);
  }
}
