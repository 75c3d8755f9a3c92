package governance.runtime.internal.cli.evaluate;

import governance.api.evaluate.Interval;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.GroupValue;
import governance.runtime.internal.evaluate.MetricFigure;
import governance.runtime.internal.evaluate.MetricTrees;
import governance.runtime.internal.registry.Registry;
import governance.runtime.internal.report.Titles;
import governance.runtime.internal.store.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the page of an evaluation shows: what {@code --json} prints, with titles and in rows. */
final class EvaluationPage {
  static final String FILE = "report.html";
  static final String SCHEMA = "1.0";

  /** Groups of a column that the page shows; metrics.json has all. */
  private static final int SHOWN = 40;

  private final Registry registry;
  private final EvaluationTree evaluation;

  EvaluationPage(Registry registry, EvaluationTree evaluation) {
    this.registry = registry;
    this.evaluation = evaluation;
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>(evaluation.tree());
    tree.remove("metrics");
    tree.remove("seconds");
    tree.put("evaluation", evaluation.file().getFileName().toString());
    tree.put("summary", evaluation.computed().stream().map(this::row).toList());
    tree.put("groupsShown", SHOWN);
    tree.put("level", level());
    return tree;
  }

  private Double level() {
    return evaluation.computed().stream()
        .map(f -> f.result().interval())
        .filter(Objects::nonNull)
        .map(Interval::level)
        .findFirst()
        .orElse(null);
  }

  private Map<String, Object> row(MetricFigure figure) {
    String id = figure.info().id();
    MetricResult result = figure.result();
    MetricResult shown = result.withParts(List.of()).withGroups(shown(result.groups()));
    Map<String, Object> row =
        Tree.of(
            "metric", id,
            "title", Titles.of(id),
            "pillar", Titles.pillar(id),
            "unit", Titles.unit(id),
            "direction", result.direction().name(),
            "baseline", null,
            "tuned", MetricTrees.figure(shown, figure.tests(), null));
    String description = registry.declaration(figure.info()).description();
    if (!description.isEmpty()) {
      row.put("description", description);
    }
    return row;
  }

  private static List<GroupValue> shown(List<GroupValue> groups) {
    Map<String, Integer> before = new HashMap<>();
    List<GroupValue> shown = new ArrayList<>();
    for (GroupValue group : groups) {
      if (before.merge(group.column(), 1, Integer::sum) <= SHOWN) {
        shown.add(group);
      }
    }
    return shown;
  }
}
