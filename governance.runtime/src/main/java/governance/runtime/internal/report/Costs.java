package governance.runtime.internal.report;

import governance.api.evaluate.Interval;
import governance.runtime.internal.evaluate.MetricOutcome;
import governance.runtime.internal.evaluate.MetricTrees;
import governance.runtime.internal.store.Tree;
import java.util.List;
import java.util.Map;

/**
 * What governance gained and cost against the same training without it; without such a reference,
 * what tuning changed for the worse, so that nobody has to look for it.
 */
final class Costs {
  private final List<MetricOutcome> metrics;
  private final Map<String, String> titles;

  Costs(List<MetricOutcome> metrics, Map<String, String> titles) {
    this.metrics = metrics;
    this.titles = titles;
  }

  /** Returns the section of the report; null when there is nothing to tell. */
  Map<String, Object> tree() {
    Comparison comparison = new Comparison(metrics, titles);
    return comparison.made() ? againstReference(comparison) : againstBaseline();
  }

  private Map<String, Object> againstReference(Comparison comparison) {
    return Tree.of(
        "sentence", comparison.sentence(),
        "reference", "the same training without penalties and without transforms against bias",
        "items",
            comparison.told().stream()
                .map(m -> item(m, m.againstReference(), m.cost(), Comparison.assessment(m)))
                .toList());
  }

  private Map<String, Object> againstBaseline() {
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
        worse.stream().map(m -> item(m, m.difference(), m.change(), "WORSE")).toList());
  }

  private Map<String, Object> item(
      MetricOutcome m, double value, Interval interval, String assessment) {
    String id = m.info().id();
    return Tree.of(
        "metric", id,
        "title", titles.getOrDefault(id, Titles.of(id)),
        "unit", Titles.unit(id),
        "direction", m.tuned().direction().name(),
        "value", value,
        "interval", MetricTrees.interval(interval),
        "assessment", assessment);
  }
}
