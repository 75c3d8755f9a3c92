package governance.runtime.internal.report;

import governance.runtime.internal.evaluate.MetricOutcome;
import governance.runtime.internal.store.Tree;
import java.util.List;
import java.util.Map;

/** A decision rule in the form of the report's schema: its state, and the figures without it. */
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
    String id = rule.get("id").toString();
    Map<String, Object> row =
        OptionRows.option(
            "decision-rule",
            "Decision rule: " + titles.getOrDefault(id, Titles.of(id)),
            "Figures of the tuned model are those of the rule's decisions. It was fitted on the"
                + " validation rows, and never saw the test rows' labels. What it learnt: "
                + rule.get("state"),
            List.of(
                OptionRows.figure("Validation rows", rule.get("validationRows")),
                OptionRows.figure("Test rows", decision.get("testRows")),
                OptionRows.figure(
                    "Test rows decided otherwise", decision.get("decidedOtherwise"))));
    Map<?, ?> without = (Map<?, ?>) decision.get("metricsWithoutRule");
    List<Object> figures =
        metrics.stream()
            .filter(m -> m.failure() == null && without.containsKey(m.info().id()))
            .<Object>map(m -> figures(m, without))
            .toList();
    row.put("table", Tree.of("columns", List.of("With the rule", "Without"), "rows", figures));
    return List.of(row);
  }

  private Map<String, Object> figures(MetricOutcome outcome, Map<?, ?> without) {
    String id = outcome.info().id();
    return Tree.of(
        "name", titles.getOrDefault(id, Titles.of(id)),
        "unit", Titles.unit(id),
        "values", List.of(outcome.tuned().value(), ((Number) without.get(id)).doubleValue()));
  }
}
