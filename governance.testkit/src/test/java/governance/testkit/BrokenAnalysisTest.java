package governance.testkit;

import static governance.testkit.ContractRun.fails;

import governance.api.data.Column;
import governance.api.data.Role;
import governance.api.inspect.AnalysisResult;
import governance.api.inspect.AnalysisSetup;
import governance.api.inspect.AnalysisTable;
import governance.api.inspect.AnalysisTable.Format;
import governance.api.inspect.DataAnalysis;
import governance.api.inspect.Finding;
import governance.api.inspect.Finding.Severity;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contract notices analyses that are broken on purpose. */
class BrokenAnalysisTest {
  private static final String TITLE = "Group sizes";

  private static class Analyses extends DataAnalysisContract {
    private final DataAnalysis analysis;

    Analyses(DataAnalysis analysis) {
      this.analysis = analysis;
    }

    @Override
    protected DataAnalysis analysis() {
      return analysis;
    }
  }

  /** Counts the groups of the first protected attribute. */
  private static AnalysisResult sizes(AnalysisSetup setup) {
    List<Column> attributes = setup.data().schema().with(Role.PROTECTED);
    if (attributes.isEmpty()) {
      return AnalysisResult.notApplicable(TITLE, "no protected attribute is named.");
    }
    Map<String, Integer> counts = new TreeMap<>();
    for (Object group : setup.data().values(attributes.get(0).name())) {
      if (group != null) {
        counts.merge(group.toString(), 1, Integer::sum);
      }
    }
    return of(counts, counts.size() + " groups.");
  }

  private static AnalysisResult of(Map<String, Integer> counts, String sentence) {
    List<AnalysisTable.Column> columns =
        List.of(
            new AnalysisTable.Column("group", Format.TEXT),
            new AnalysisTable.Column("n", Format.COUNT));
    List<List<Object>> rows =
        counts.entrySet().stream().map(e -> List.<Object>of(e.getKey(), e.getValue())).toList();
    long all = counts.values().stream().mapToInt(Integer::intValue).sum();
    return AnalysisResult.of(
        TITLE,
        all,
        List.of(new Finding(Severity.INFO, 0, sentence)),
        List.of(new AnalysisTable(TITLE, columns, rows, "")));
  }

  @Nested
  class DataAnalysisContractTest extends Analyses {
    DataAnalysisContractTest() {
      super(BrokenAnalysisTest::sizes);
    }
  }

  @Test
  void analyses() {
    Random random = new Random(1);
    fails(new Analyses(s -> null), "rowsThatSuitAreAnalysed");
    fails(
        new Analyses(s -> AnalysisResult.notApplicable(TITLE, "it never does.")),
        "rowsThatSuitAreAnalysed");
    fails(
        new Analyses(s -> AnalysisResult.of(TITLE, s.data().size() + 1, List.of(), List.of())),
        "rowsThatSuitAreAnalysed");
    fails(
        new Analyses(s -> of(Map.of("a", random.nextInt(99)), "Some.")),
        "theAnalysisIsDeterministic");
    fails(
        new Analyses(s -> of(Map.of(String.valueOf(s.data().values("id").get(0)), 1), "One.")),
        "theOrderOfRowsDoesNotMatter");
    fails(
        new Analyses(s -> of(Map.of("a", 1), "The first is " + s.data().values("id").get(0))),
        "theOrderOfRowsDoesNotMatter");
    fails(
        new Analyses(s -> of(Map.of("a", 1), "The rate is " + 0.0 / 0)), "rowsThatSuitAreAnalysed");
    fails(
        new Analyses(s -> s.label().isEmpty() ? of(Map.of(), "Of " + null) : sizes(s)),
        "poorRowsGiveAResultOrAReason");
    fails(
        new Analyses(
            s -> {
              s.data().values(s.data().schema().with(Role.PROTECTED).get(0).name());
              return sizes(s);
            }),
        "poorRowsGiveAResultOrAReason");
    fails(
        new Analyses(
            s -> {
              throw new IllegalStateException("a bug");
            }),
        "rowsThatSuitAreAnalysed");
  }
}
