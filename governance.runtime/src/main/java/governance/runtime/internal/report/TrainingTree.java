package governance.runtime.internal.report;

import governance.runtime.internal.spec.PenaltySpec;
import governance.runtime.internal.spec.RunSpec;
import governance.runtime.internal.spec.Weight;
import governance.runtime.internal.store.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Training and its objectives in the form of the report's schema. */
final class TrainingTree {
  private final RunSpec spec;
  private final TrainingFacts facts;
  private final TunedPart tuned;
  private final Map<String, String> titles;

  TrainingTree(RunSpec spec, TrainingFacts facts, TunedPart tuned, Map<String, String> titles) {
    this.tuned = tuned;
    this.spec = spec;
    this.facts = facts;
    this.titles = titles;
  }

  Map<String, Object> training() {
    Map<String, Object> timing = facts.timing();
    return Tree.of(
        "steps", facts.steps(),
        "stepsPlanned", facts.planned(),
        "epochs", facts.steps() / (double) facts.stepsPerEpoch(),
        "batch", spec.train().batch(),
        "seconds", timing.get("seconds"),
        "resumedAt", facts.resumedAt(),
        "throughput",
            Tree.of(
                "rowsPerSecond", timing.get("rowsPerSecond"),
                "tokensPerSecond", timing.get("tokensPerSecond"),
                "stepMillis", timing.get("stepMillis")),
        "inputWaitShare", timing.get("inputWaitShare"),
        "options", new OptionRows(spec.train(), facts, tuned, titles).rows(),
        "curves", facts.curve().isEmpty() ? null : curves(),
        "validation", facts.validation().stream().map(this::validation).toList());
  }

  private Map<String, Object> validation(Object entry) {
    Map<?, ?> given = (Map<?, ?>) entry;
    String metric = given.get("metric").toString();
    return Tree.of(
        "step", given.get("step"),
        "epoch", given.get("epoch"),
        "metric", metric,
        "title", titles.getOrDefault(metric, Titles.of(metric)),
        "unit", Titles.unit(metric),
        "value", given.get("value"));
  }

  private Map<String, Object> curves() {
    List<Object> terms = new ArrayList<>();
    for (PenaltySpec penalty : spec.penalties()) {
      terms.add(
          Tree.of(
              "id", penalty.id(),
              "value", nested("terms", penalty.id()),
              "weight", nested("weights", penalty.id())));
    }
    boolean all = facts.curve().size() == facts.steps();
    Map<String, Object> curves =
        Tree.of(
            "sampling",
                all
                    ? "every step"
                    : "evenly thinned to " + facts.curve().size() + " steps, first and last kept",
            "step", column("step"),
            "learningRate", column("learningRate"),
            "loss", column("loss"),
            "total", column("total"),
            "terms", terms);
    if (spec.train().adversarial().isPresent()) {
      curves.put("adversarial", column("adversarial"));
    }
    return curves;
  }

  private List<Object> column(String key) {
    List<Object> column = new ArrayList<>();
    facts.curve().forEach(line -> column.add(line.get(key)));
    return column;
  }

  private List<Object> nested(String key, String id) {
    List<Object> column = new ArrayList<>();
    facts.curve().forEach(line -> column.add(((Map<?, ?>) line.get(key)).get(id)));
    return column;
  }

  List<Object> objectives() {
    List<Object> objectives = new ArrayList<>();
    objectives.add(
        Tree.of(
            "id", "loss",
            "title", "Cross-entropy",
            "pillar", "task",
            "weight", Tree.of("kind", "fixed", "value", 1, "first", 1, "last", 1),
            "term", ends(column("loss"))));
    for (PenaltySpec penalty : spec.penalties()) {
      objectives.add(
          Tree.of(
              "id", penalty.id(),
              "title", titles.getOrDefault(penalty.id(), Titles.of(penalty.id())),
              "pillar", Titles.pillar(penalty.id()),
              "weight", weight(penalty.weight(), ends(nested("weights", penalty.id()))),
              "term", ends(nested("terms", penalty.id()))));
    }
    return objectives;
  }

  private static Map<String, Object> ends(List<Object> column) {
    return column.isEmpty()
        ? Tree.of("first", null, "last", null)
        : Tree.of("first", column.get(0), "last", column.get(column.size() - 1));
  }

  private static Map<String, Object> weight(Weight weight, Map<String, Object> ends) {
    Map<String, Object> tree;
    if (weight instanceof Weight.Constant c) {
      tree = Tree.of("kind", "fixed", "value", c.value());
    } else if (weight instanceof Weight.Ramp r) {
      tree =
          Tree.of(
              "kind", "schedule",
              "from", r.from(),
              "to", r.to(),
              "over", r.over(),
              "shape", r.shape().name().toLowerCase(Locale.ROOT));
    } else {
      tree = Tree.of("kind", "target", "target", ((Weight.Target) weight).value());
    }
    tree.putAll(ends);
    return tree;
  }
}
