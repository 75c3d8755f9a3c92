package governance.runtime.internal.report;

import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.Part;
import governance.runtime.internal.evaluate.MetricOutcome;
import governance.runtime.internal.store.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The classification report, from the parts that a metric names {@code CLASS precision}, {@code
 * CLASS recall}, {@code CLASS f1} and {@code CLASS support}.
 */
final class ClassificationRows {
  private static final List<String> ENTITY = List.of("quality.entity-f1");
  private static final List<String> CLASS = List.of("quality.classification-report");
  private static final List<String> FIGURES = List.of("precision", "recall", "f1", "support");

  /** How metrics name the averages over classes, after scikit-learn and seqeval. */
  private static final String AVERAGE = " avg";

  private ClassificationRows() {}

  /**
   * Returns the report of a run: of entities where there is one, else of classes; null without any.
   */
  static Map<String, Object> tree(List<MetricOutcome> metrics) {
    Optional<MetricOutcome> entity = find(metrics, ENTITY);
    Optional<MetricOutcome> chosen = entity.isPresent() ? entity : find(metrics, CLASS);
    return chosen
        .map(
            m ->
                Tree.of(
                    "kind",
                    entity.isPresent() ? "entity" : "class",
                    "split",
                    "test",
                    "baseline",
                    rows(m.baseline()),
                    "tuned",
                    rows(m.tuned()),
                    "note",
                    ""))
        .orElse(null);
  }

  private static Optional<MetricOutcome> find(List<MetricOutcome> metrics, List<String> ids) {
    return metrics.stream()
        .filter(m -> m.failure() == null && ids.contains(m.info().id()))
        .filter(m -> !rows(m.tuned()).isEmpty())
        .findFirst();
  }

  private static List<Object> rows(MetricResult result) {
    Map<String, Map<String, Double>> classes = new LinkedHashMap<>();
    for (Part part : result.parts()) {
      int space = part.name().lastIndexOf(' ');
      if (space > 0 && FIGURES.contains(part.name().substring(space + 1))) {
        classes
            .computeIfAbsent(part.name().substring(0, space), k -> new LinkedHashMap<>())
            .put(part.name().substring(space + 1), part.value());
      }
    }
    List<Object> rows = new ArrayList<>();
    classes.forEach(
        (name, figures) -> {
          if (figures.size() == FIGURES.size()) {
            rows.add(row(name, figures));
          }
        });
    return rows;
  }

  private static Map<String, Object> row(String name, Map<String, Double> figures) {
    return Tree.of(
        "name", name,
        "average", name.endsWith(AVERAGE),
        "precision", figures.get("precision"),
        "recall", figures.get("recall"),
        "f1", figures.get("f1"),
        "support", Math.round(figures.get("support")));
  }
}
