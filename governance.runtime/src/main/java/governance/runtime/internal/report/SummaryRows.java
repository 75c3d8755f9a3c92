package governance.runtime.internal.report;

import governance.api.evaluate.Direction;
import governance.api.evaluate.Interval;
import governance.api.evaluate.MetricResult;
import governance.runtime.internal.evaluate.Assessment;
import governance.runtime.internal.evaluate.MetricOutcome;
import governance.runtime.internal.evaluate.MetricTrees;
import governance.runtime.internal.store.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The before/after table, and what the run cost in task quality. */
final class SummaryRows {
  private static final int HEADLINES = 5;

  private final List<MetricOutcome> metrics;
  private final Map<String, String> titles;
  private final Map<String, String> descriptions;

  SummaryRows(
      List<MetricOutcome> metrics, Map<String, String> titles, Map<String, String> descriptions) {
    this.metrics = metrics;
    this.titles = titles;
    this.descriptions = descriptions;
  }

  /**
   * Returns one row for each metric; those of {@code important}, then the first of each pillar, are
   * headlines.
   */
  List<Object> rows(Set<String> important) {
    Set<String> headlines = headlines(important);
    List<Object> rows = new ArrayList<>();
    for (MetricOutcome m : metrics) {
      String id = m.info().id();
      Direction direction = m.failure() == null ? m.tuned().direction() : Direction.NEUTRAL;
      Map<String, Object> row =
          Tree.of(
              "metric", id,
              "title", title(id),
              "pillar", Titles.pillar(id),
              "headline", headlines.contains(id),
              "unit", Titles.unit(id),
              "direction", direction.name(),
              "baseline", MetricTrees.figure(m.baseline(), m.baselineTests(), m.failure()),
              "tuned", MetricTrees.figure(m.tuned(), m.tunedTests(), m.failure()),
              "change", change(m, m.difference(), m.change(), m.baseline(), m.tuned()));
      if (m.reference() != null) {
        row.put("reference", MetricTrees.figure(m.reference(), m.referenceTests(), null));
        MetricResult reference = m.reference();
        row.put("training", change(m, m.withoutPenalties(), m.training(), m.baseline(), reference));
        row.put("cost", change(m, m.againstReference(), m.cost(), reference, m.tuned()));
      }
      if (descriptions.containsKey(id)) {
        row.put("description", descriptions.get(id));
      }
      rows.add(row);
    }
    return rows;
  }

  private static Map<String, Object> change(
      MetricOutcome m, double value, Interval interval, MetricResult before, MetricResult after) {
    return Tree.of(
        "value", value,
        "interval", MetricTrees.interval(interval),
        "assessment", assessment(m, value, interval, before, after));
  }

  private Set<String> headlines(Set<String> important) {
    Set<String> chosen = new HashSet<>();
    Set<String> pillars = new HashSet<>();
    for (MetricOutcome m : metrics) {
      String id = m.info().id();
      boolean first = pillars.add(Titles.pillar(id));
      if (chosen.size() < HEADLINES && (first || important.contains(id))) {
        chosen.add(id);
      }
    }
    return chosen;
  }

  private String title(String id) {
    return titles.getOrDefault(id, Titles.of(id));
  }

  /** As the report's schema defines it. */
  static String assessment(MetricOutcome m) {
    return assessment(m, m.difference(), m.change(), m.baseline(), m.tuned());
  }

  static String assessment(
      MetricOutcome m, double change, Interval interval, MetricResult before, MetricResult after) {
    Direction direction = m.failure() == null ? m.tuned().direction() : Direction.NEUTRAL;
    return Assessment.of(direction, change, interval, interval(before), interval(after)).name();
  }

  private static Interval interval(MetricResult result) {
    return result == null ? null : result.interval();
  }
}
