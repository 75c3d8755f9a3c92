package governance.runtime.internal.inspect;

import governance.api.inspect.AnalysisResult;
import governance.api.inspect.AnalysisTable;
import governance.api.inspect.Finding;
import governance.runtime.internal.store.Tree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What analyses found, in the form of evidence and report. */
public final class InspectionTree {
  private final List<AnalysisOutcome> outcomes;

  /** Makes trees of these outcomes. */
  public InspectionTree(List<AnalysisOutcome> outcomes) {
    this.outcomes = List.copyOf(outcomes);
  }

  private record Found(AnalysisOutcome by, Finding finding) {
    Map<String, Object> tree() {
      return Tree.of(
          "severity", finding.severity().name(),
          "analysis", by.info().id(),
          "strength", finding.strength(),
          "sentence", finding.sentence());
    }
  }

  /**
   * Returns everything.
   *
   * @param rows how many rows were looked at
   */
  public Map<String, Object> tree(long rows) {
    return Tree.of(
        "rows", rows,
        "findings", findings(),
        "analyses", outcomes.stream().map(InspectionTree::analysis).toList());
  }

  /** Returns what stands out, the most important first. */
  public List<Object> findings() {
    List<Found> all = new ArrayList<>();
    for (AnalysisOutcome outcome : outcomes) {
      if (outcome.result() != null) {
        outcome.result().findings().forEach(f -> all.add(new Found(outcome, f)));
      }
    }
    all.sort(
        Comparator.comparing((Found f) -> f.finding().severity())
            .thenComparing(f -> f.finding().strength())
            .reversed());
    return List.copyOf(all.stream().map(Found::tree).toList());
  }

  /** Returns what went wrong. */
  public List<String> failures() {
    return outcomes.stream().map(AnalysisOutcome::failure).filter(f -> f != null).toList();
  }

  /** Returns the tables of a result. */
  public static List<Map<String, Object>> tables(AnalysisResult result) {
    return result.tables().stream().map(InspectionTree::table).toList();
  }

  private static Map<String, Object> analysis(AnalysisOutcome outcome) {
    Map<String, Object> tree =
        Tree.of(
            "id", outcome.info().id(),
            "bundle", outcome.info().bundle(),
            "version", outcome.info().version());
    if (outcome.failure() != null) {
      tree.put("title", outcome.info().id());
      tree.put("failure", outcome.failure());
      return tree;
    }
    AnalysisResult result = outcome.result();
    tree.put("title", result.title());
    tree.put("rows", result.rows());
    if (!result.applies()) {
      tree.put("notApplicable", result.notApplicable());
    }
    tree.put("tables", tables(result));
    return tree;
  }

  private static Map<String, Object> table(AnalysisTable table) {
    return Tree.of(
        "title", table.title(),
        "columns",
            table.columns().stream()
                .map(c -> Tree.of("name", c.name(), "format", format(c)))
                .toList(),
        "rows", table.rows(),
        "note", table.note());
  }

  private static String format(AnalysisTable.Column column) {
    return column.format().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
