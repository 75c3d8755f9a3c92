package plugins.privacy.internal.summary;

import governance.api.GovernanceException;
import governance.api.inspect.AnalysisResult;
import governance.api.inspect.AnalysisTable;
import governance.api.privacy.PrivateSummarizer;
import governance.api.privacy.SummaryColumn;
import governance.api.privacy.SummarySetup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import plugins.privacy.internal.mechanism.ExactSampler;
import plugins.privacy.internal.mechanism.PartitionSelection;

/**
 * Counts, histograms, means and medians with noise of the cryptographic generator. A row lies in
 * one bin of a histogram, so that a histogram costs no more than a count.
 */
@Component
public final class Summary implements PrivateSummarizer {
  /** Releases of a column of numbers: histogram, sum, number of rows, median. */
  private static final int NUMERIC = 4;

  private final ExactSampler sampler;

  /** Draws noise that cannot be predicted. */
  public Summary() {
    this(new ExactSampler());
  }

  Summary(ExactSampler sampler) {
    this.sampler = sampler;
  }

  @Override
  public AnalysisResult summarize(SummarySetup setup) {
    long unknown = setup.columns().stream().filter(Summary::unknown).count();
    if (unknown > 0 && setup.delta() == 0) {
      String names =
          String.join(
              ", ",
              setup.columns().stream().filter(Summary::unknown).map(SummaryColumn::name).toList());
      throw GovernanceException.spec(
          "delta",
          "is 0, and the values of " + names + " are not named",
          "a delta above 0, or named values",
          "Values that only rows know cannot be published without a delta");
    }
    int releases = 1;
    for (SummaryColumn column : setup.columns()) {
      releases += column.numeric() ? NUMERIC : 1;
    }
    Budget budget = budget(setup, releases, (int) unknown);
    return new Release(setup, budget).result(releases);
  }

  /**
   * Divides the budget of one row. What is (ε, δ) for a row is (kε, δ (e^kε − 1) / (e^ε − 1)) for k
   * rows (group privacy; Dwork and Roth 2014, theorem 2.2, and the sum of its proof for δ).
   */
  private static Budget budget(SummarySetup setup, int releases, int unknown) {
    int most = setup.rowsPerPerson();
    double epsilon = setup.epsilon() / most;
    double delta = setup.delta() * Math.expm1(epsilon) / Math.expm1(setup.epsilon());
    return new Budget(epsilon, most == 1 ? setup.delta() : delta, releases, unknown);
  }

  private static boolean unknown(SummaryColumn column) {
    return !column.numeric() && column.categories().isEmpty();
  }

  /** One release. */
  private final class Release {
    private final SummarySetup setup;
    private final Budget budget;
    private final double alpha;
    private final List<AnalysisTable> tables = new ArrayList<>();

    private Release(SummarySetup setup, Budget budget) {
      this.setup = setup;
      this.budget = budget;
      this.alpha = 1 - setup.confidence();
    }

    private AnalysisResult result(int releases) {
      Released rows = released(setup.data().size());
      tables.add(
          Counts.table("Rows", Map.of("all", rows), "Fewer than 0 are shown as 0 everywhere."));
      numbers();
      setup.columns().forEach(this::histogram);
      tables.add(spent(releases));
      String title = "Figures with noise";
      return AnalysisResult.of(title, rows.count(), List.of(), tables);
    }

    private Released released(long count) {
      return Released.of(count, budget.noise(1), alpha, sampler);
    }

    private void histogram(SummaryColumn column) {
      List<?> values = setup.data().values(column.name());
      Map<String, Released> shown = new LinkedHashMap<>();
      if (!unknown(column)) {
        Counts.known(column, values).forEach((label, n) -> shown.put(label, released(n)));
        String note = column.numeric() ? "Values outside count in the first and last part." : "";
        tables.add(Counts.table("Rows by " + column.name(), shown, note));
        return;
      }
      PartitionSelection selection =
          new PartitionSelection(budget.selectionEpsilon(), budget.selectionDelta(), 1);
      Counts.found(values)
          .forEach(
              (label, n) -> {
                if (selection.keeps(n, sampler)) {
                  shown.put(label, released(n));
                }
              });
      String note =
          "Values of few rows are left out; those of %,d or more are always there."
              .formatted(selection.certain());
      tables.add(Counts.table("Rows by " + column.name(), shown, note));
    }

    private void numbers() {
      List<List<Object>> rows = new ArrayList<>();
      for (SummaryColumn column : setup.columns()) {
        if (column.numeric()) {
          Numbers numbers = new Numbers(column, setup.data().values(column.name()));
          Numbers.Mean mean = numbers.mean(budget, alpha, sampler);
          double median = numbers.median(budget, sampler);
          rows.add(List.of(column.name(), mean.value(), mean.least(), mean.most(), median));
        }
      }
      if (!rows.isEmpty()) {
        tables.add(
            new AnalysisTable(
                "Numbers",
                columns("column", "mean", "from", "to", "median"),
                rows,
                "Values outside the range count as its ends. Intervals are about the noise, not"
                    + " about who was asked; the median has none."));
      }
    }

    private AnalysisTable spent(int releases) {
      var noise = budget.noise(1);
      List<List<Object>> rows = new ArrayList<>();
      rows.add(List.of("ε of everything", setup.epsilon()));
      rows.add(List.of("δ of everything", setup.delta()));
      rows.add(List.of("releases", (double) releases));
      rows.add(List.of("standard deviation of a count", noise.deviation()));
      if (budget.selectionEpsilon() > 0) {
        rows.add(List.of("ε of naming the values of a column", budget.selectionEpsilon()));
      }
      String note =
          "Noise: "
              + noise.name()
              + ", from the cryptographic generator. Neighbours differ by "
              + (setup.rowsPerPerson() == 1
                  ? "one row added or removed."
                  : "one person with at most "
                      + setup.rowsPerPerson()
                      + " rows, added or removed.");
      return new AnalysisTable("Budget spent", columns("what", "value"), rows, note);
    }

    private List<AnalysisTable.Column> columns(String first, String... numbers) {
      List<AnalysisTable.Column> columns = new ArrayList<>();
      columns.add(new AnalysisTable.Column(first, AnalysisTable.Format.TEXT));
      for (String name : numbers) {
        columns.add(new AnalysisTable.Column(name, AnalysisTable.Format.NUMBER));
      }
      return columns;
    }
  }
}
