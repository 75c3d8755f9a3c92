package governance.runtime.internal.evaluate;

import governance.api.evaluate.Interval;
import governance.api.evaluate.MetricResult;
import governance.runtime.internal.store.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Metrics as trees, in the form of the report's schema. */
public final class MetricTrees {
  private MetricTrees() {}

  /** Returns what is written to {@code metrics.json}: by metric id. */
  public static Map<String, Object> all(List<MetricOutcome> outcomes) {
    Map<String, Object> all = new LinkedHashMap<>();
    for (MetricOutcome o : outcomes) {
      Map<String, Object> tree =
          Tree.of(
              "direction", o.failure() == null ? o.tuned().direction().name() : null,
              "baseline", figure(o.baseline(), o.baselineTests(), o.failure()),
              "tuned", figure(o.tuned(), o.tunedTests(), o.failure()),
              "change", Tree.of("value", o.difference(), "interval", interval(o.change())),
              "failure", o.failure());
      if (o.reference() != null) {
        tree.put("reference", figure(o.reference(), o.referenceTests(), null));
        tree.put("cost", Tree.of("value", o.againstReference(), "interval", interval(o.cost())));
        tree.put(
            "training", Tree.of("value", o.withoutPenalties(), "interval", interval(o.training())));
      }
      all.put(o.info().id(), tree);
    }
    return all;
  }

  /** Returns the figure of one model with its direction. */
  public static Map<String, Object> figure(MetricFigure figure) {
    Map<String, Object> tree = Tree.of("direction", figure.result().direction().name());
    tree.putAll(figure(figure.result(), figure.tests(), null));
    return tree;
  }

  /** Returns one figure with its tests; of a metric that failed, one that is not defined. */
  public static Map<String, Object> figure(
      MetricResult result, List<ParityTest> tests, String failure) {
    Map<String, Object> figure = figure(result, failure);
    if (!tests.isEmpty()) {
      ParityTest whole = tests.get(tests.size() - 1);
      figure.put("p", whole.p());
      figure.put("pAdjusted", whole.holm());
      figure.put("tests", tests.stream().map(ParityTest::tree).toList());
    }
    return figure;
  }

  private static Map<String, Object> figure(MetricResult result, String failure) {
    if (result == null) {
      return Tree.of(
          "value",
          null,
          "n",
          0,
          "interval",
          null,
          "groups",
          List.of(),
          "parts",
          List.of(),
          "note",
          failure);
    }
    return Tree.of(
        "value", result.value(),
        "n", result.n(),
        "interval", interval(result.interval()),
        "groups",
            result.groups().stream()
                .map(
                    g ->
                        Tree.of(
                            "column", g.column(),
                            "group", g.group(),
                            "value", g.value(),
                            "n", g.n(),
                            "interval", interval(g.interval())))
                .toList(),
        "parts",
            result.parts().stream()
                .map(
                    p ->
                        Tree.of(
                            "name",
                            p.name(),
                            "value",
                            p.value(),
                            "interval",
                            interval(p.interval())))
                .toList(),
        "note", result.note());
  }

  /** Returns an interval, or null. */
  public static Map<String, Object> interval(Interval interval) {
    return interval == null
        ? null
        : Tree.of(
            "low",
            interval.low(),
            "high",
            interval.high(),
            "level",
            interval.level(),
            "method",
            interval.method());
  }
}
