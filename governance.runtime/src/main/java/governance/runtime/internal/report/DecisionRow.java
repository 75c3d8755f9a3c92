package governance.runtime.internal.report;

import governance.runtime.internal.evaluate.MetricOutcome;
import governance.runtime.internal.store.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A decision rule in the form of the report's schema: what it does in words, its figures by group,
 * and the metrics with and without it.
 */
final class DecisionRow {
  private final Map<String, Object> decision;
  private final List<MetricOutcome> metrics;
  private final Map<String, String> titles;

  DecisionRow(
      Map<String, Object> decision, List<MetricOutcome> metrics, Map<String, String> titles) {
    this.decision = decision;
    this.metrics = metrics;
    this.titles = titles;
  }

  List<Object> rows() {
    if (decision.isEmpty()) {
      return List.of();
    }
    Map<?, ?> rule = (Map<?, ?>) decision.get("rule");
    Map<?, ?> summary = (Map<?, ?>) rule.get("summary");
    List<Object> rows = new ArrayList<>(List.of(judged(rule, summary)));
    if (!((List<?>) summary.get("lines")).isEmpty()) {
      rows.add(learnt(summary));
    }
    return rows;
  }

  private Map<String, Object> judged(Map<?, ?> rule, Map<?, ?> summary) {
    String id = rule.get("id").toString();
    StringBuilder text = new StringBuilder(String.valueOf(summary.get("text")));
    ((List<?>) summary.get("notes")).forEach(note -> text.append(' ').append(note));
    Map<String, Object> row =
        OptionRows.option(
            "decision-rule",
            "Decision rule: " + titles.getOrDefault(id, Titles.of(id)),
            text
                + " It was fitted on the validation rows and never saw the test rows' labels."
                + " Figures of the tuned model are those of the rule's decisions.",
            List.of(
                OptionRows.figure("Validation rows", rule.get("validationRows")),
                OptionRows.figure("Test rows", decision.get("testRows")),
                OptionRows.figure("Test rows decided otherwise", decision.get("decidedOtherwise")),
                OptionRows.figure(
                    "Test rows not decided by their group", decision.get("fallbacks"))));
    Map<?, ?> without = (Map<?, ?>) decision.get("metricsWithoutRule");
    List<Object> figures =
        metrics.stream()
            .filter(m -> m.failure() == null && without.containsKey(m.info().id()))
            .<Object>map(m -> figures(m, without))
            .toList();
    row.put("table", Tree.of("columns", List.of("With the rule", "Without"), "rows", figures));
    return row;
  }

  private static Map<String, Object> learnt(Map<?, ?> summary) {
    Map<String, Object> row =
        OptionRows.option(
            "decision-rule-learnt",
            "What the rule learnt",
            "From the validation rows; this and nothing else decides.",
            List.of());
    List<Object> lines = new ArrayList<>();
    for (Object line : (List<?>) summary.get("lines")) {
      Map<?, ?> one = (Map<?, ?>) line;
      lines.add(Tree.of("name", one.get("name"), "unit", "score", "values", one.get("values")));
    }
    row.put("table", Tree.of("heading", "Group", "columns", summary.get("columns"), "rows", lines));
    return row;
  }

  private Map<String, Object> figures(MetricOutcome outcome, Map<?, ?> without) {
    String id = outcome.info().id();
    return Tree.of(
        "name", titles.getOrDefault(id, Titles.of(id)),
        "unit", Titles.unit(id),
        "values", List.of(outcome.tuned().value(), ((Number) without.get(id)).doubleValue()));
  }
}
