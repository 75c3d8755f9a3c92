package governance.runtime.internal.cli.evaluate;

import governance.api.evaluate.EvaluationSet;
import governance.runtime.internal.evaluate.MetricFigure;
import governance.runtime.internal.evaluate.MetricTrees;
import governance.runtime.internal.predictions.PredictionSet;
import governance.runtime.internal.store.Tree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an evaluation found.
 *
 * @param file the file of predictions
 * @param read what was read
 * @param figures what metrics found
 * @param leftOut why others were not computed, by id
 * @param times how long it took
 */
record EvaluationTree(
    Path file,
    PredictionSet read,
    List<MetricFigure> figures,
    Map<String, String> leftOut,
    Times times) {

  /**
   * How long it took.
   *
   * @param reading seconds of reading
   * @param all seconds of reading and computing
   */
  record Times(double reading, double all) {}

  /** Returns the figures that are defined. */
  List<MetricFigure> computed() {
    return figures.stream().filter(f -> f.failure() == null && f.result().defined()).toList();
  }

  /** Returns why there is no figure, by id. */
  Map<String, String> notComputed() {
    Map<String, String> why = new LinkedHashMap<>(leftOut);
    for (MetricFigure f : figures) {
      if (f.failure() != null) {
        why.put(f.info().id(), f.failure());
      } else if (!f.result().defined()) {
        why.put(f.info().id(), f.result().note());
      }
    }
    return why;
  }

  /** Returns the object that {@code --json} prints. */
  Map<String, Object> tree() {
    EvaluationSet set = read.set();
    Map<String, Object> metrics = new LinkedHashMap<>();
    computed().forEach(f -> metrics.put(f.info().id(), MetricTrees.figure(f)));
    List<Object> missing = new ArrayList<>();
    notComputed().forEach((id, why) -> missing.add(Tree.of("metric", id, "why", why)));
    return Tree.of(
        "file", file.toString(),
        "rows", set.size(),
        "classes", set.classes(),
        "favourable", set.favourable() < 0 ? null : set.classes().get(set.favourable()),
        "groups", read.groups().stream().map(EvaluationTree::group).toList(),
        "notes", read.notes(),
        "metrics", metrics,
        "notComputed", missing,
        "seconds", Tree.of("reading", times.reading(), "all", times.all()));
  }

  private static Map<String, Object> group(PredictionSet.GroupSize size) {
    return Tree.of(
        "column", size.column(),
        "group", size.group(),
        "n", size.rows(),
        "small", size.small());
  }
}
