package governance.runtime.internal.report;

import governance.runtime.internal.evaluate.MetricOutcome;
import governance.runtime.internal.evaluate.MetricTrees;
import governance.runtime.internal.store.Tree;
import java.util.List;
import java.util.Map;

/** What tuning changed for the worse, so that nobody has to look for it. */
final class Costs {
  private Costs() {}

  static Map<String, Object> tree(List<MetricOutcome> metrics, Map<String, String> titles) {
    List<MetricOutcome> worse =
        metrics.stream().filter(m -> SummaryRows.assessment(m).equals("WORSE")).toList();
    if (worse.isEmpty()) {
      return null;
    }
    String sentence =
        worse.size() == 1
            ? "One figure is clearly worse after tuning than before."
            : worse.size() + " figures are clearly worse after tuning than before.";
    return Tree.of(
        "sentence",
        sentence,
        "reference",
        "the untuned model",
        "items",
        worse.stream()
            .map(
                m ->
                    Tree.of(
                        "metric", m.info().id(),
                        "title", titles.getOrDefault(m.info().id(), Titles.of(m.info().id())),
                        "unit", Titles.unit(m.info().id()),
                        "direction", m.tuned().direction().name(),
                        "value", m.difference(),
                        "interval", MetricTrees.interval(m.change()),
                        "assessment", "WORSE"))
            .toList());
  }
}
