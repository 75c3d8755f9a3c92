package governance.runtime.internal.report;

import governance.runtime.internal.evaluate.MetricOutcome;
import governance.runtime.internal.store.Tree;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;

/** A committee in the form of the report's schema: its figures beside those of its members. */
final class CommitteeRow {
  private final List<Object> members;
  private final List<MetricOutcome> metrics;
  private final Map<String, String> titles;

  CommitteeRow(List<Object> members, List<MetricOutcome> metrics, Map<String, String> titles) {
    this.members = members;
    this.metrics = metrics;
    this.titles = titles;
  }

  List<Object> rows() {
    if (members.isEmpty()) {
      return List.of();
    }
    List<Object> figures = new ArrayList<>();
    figures.add(OptionRows.figure("Members", members.size()));
    for (MetricOutcome outcome : metrics) {
      if (outcome.failure() == null) {
        add(figures, outcome);
      }
    }
    return List.of(
        OptionRows.option(
            "committee",
            "Committee of " + members.size() + " models",
            "Figures of this report are those of the members' mean probabilities. The members differ"
                + " by their seeds; explanations and curves are those of the first.",
            figures));
  }

  private void add(List<Object> figures, MetricOutcome outcome) {
    String id = outcome.info().id();
    String title = titles.getOrDefault(id, Titles.of(id));
    DoubleSummaryStatistics spread =
        members.stream()
            .map(m -> ((Map<?, ?>) ((Map<?, ?>) m).get("metrics")).get(id))
            .mapToDouble(v -> ((Number) v).doubleValue())
            .filter(Double::isFinite)
            .summaryStatistics();
    figures.add(figure(title + ", committee", outcome.tuned().value(), id));
    if (spread.getCount() > 0) {
      figures.add(figure(title + ", least of the members", spread.getMin(), id));
      figures.add(figure(title + ", mean of the members", spread.getAverage(), id));
      figures.add(figure(title + ", greatest of the members", spread.getMax(), id));
    }
  }

  private static Map<String, Object> figure(String name, double value, String metric) {
    return Tree.of(
        "name", name, "value", Double.isNaN(value) ? null : value, "unit", Titles.unit(metric));
  }
}
