package governance.runtime.internal.spec;

import governance.api.Problem;
import governance.api.model.Task;
import governance.api.run.RunPlan;
import governance.runtime.internal.spec.GateSpec.Of;
import governance.runtime.internal.spec.GateSpec.Severity;
import governance.runtime.internal.spec.GateSpec.Source;
import governance.runtime.internal.spec.GateSpec.Threshold;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns a layered document into a run spec: types, ranges, defaults, unknown keys. */
public final class SpecBinder {
  private static final double GREATEST = Double.MAX_VALUE;

  private final Map<String, Object> tree = new LinkedHashMap<>();
  private final List<RunPlan.Value> values = new ArrayList<>();
  private final List<Problem> problems;
  private final Fields root;

  /** Prepares for one document; what is wrong is added to {@code problems}. */
  public SpecBinder(Node.Obj document, List<Problem> problems) {
    this.problems = problems;
    this.root = new Fields(document, tree, values, problems);
  }

  /** Returns the spec; to be used only when no problem was added. */
  public RunSpec bind() {
    String domain = root.text("domain", null);
    Task task = root.choice("task", Task.SEQUENCE_CLASSIFICATION);
    RunSpec spec =
        new RunSpec(
            domain,
            task,
            new DataBinder(root.object("data")).bind(),
            new ModelBinder(root.object("model")).bind(),
            new TrainBinder(root.object("train")).bind(),
            contributions("inspection"),
            contributions("transforms"),
            penalties(),
            contributions("metrics"),
            explainers(),
            gates(),
            contributions("reports"),
            contributions("sinks"),
            parties(),
            optional(root, "decision"),
            evaluation(root.object("evaluation")),
            EncryptionBinder.bind(root));
    root.end();
    return spec;
  }

  /** Returns the effective values by dotted key, in a stable order. */
  public List<RunPlan.Value> values() {
    return values;
  }

  /** Returns the effective values as a tree for JSON; can be bound again to the same spec. */
  public Map<String, Object> tree() {
    return tree;
  }

  private List<ContributionSpec> contributions(String key) {
    List<ContributionSpec> all = new ArrayList<>();
    for (Fields item : root.items(key, "id")) {
      all.add(contribution(item));
    }
    return all;
  }

  static ContributionSpec contribution(Fields item) {
    ContributionSpec spec = new ContributionSpec(item.required("id"), item.free("settings"));
    item.end();
    return spec;
  }

  private List<PenaltySpec> penalties() {
    List<PenaltySpec> all = new ArrayList<>();
    for (Fields item : root.items("penalties", "id")) {
      all.add(new PenaltySpec(item.required("id"), weight(item), item.free("settings")));
      item.end();
    }
    return all;
  }

  private Weight weight(Fields item) {
    if (item.has("target")) {
      if (item.has("weight")) {
        item.wrong(
            "target", "comes with a weight", "one of weight and target", "Remove one of them");
      }
      return new Weight.Target(item.number("target", 0, 0, GREATEST));
    }
    if (item.raw("weight").orElse(null) instanceof Node.Obj) {
      return ramp(item.object("weight"));
    }
    return new Weight.Constant(item.number("weight", 1, 0, GREATEST));
  }

  private static Weight ramp(Fields weight) {
    Weight.Ramp ramp =
        new Weight.Ramp(
            weight.number("from", 0, 0, GREATEST),
            weight.number("to", 1, 0, GREATEST),
            weight.number("over", 1, Double.MIN_NORMAL, 1),
            weight.choice("shape", Weight.Shape.LINEAR));
    weight.end();
    return ramp;
  }

  private List<ExplainerSpec> explainers() {
    List<ExplainerSpec> all = new ArrayList<>();
    for (Fields item : root.items("explainers", "id")) {
      int rows = item.count("rows", 8, 1, 100_000);
      all.add(new ExplainerSpec(item.required("id"), rows, item.free("settings")));
      item.end();
    }
    return all;
  }

  private List<GateSpec> gates() {
    List<GateSpec> all = new ArrayList<>();
    for (Fields item : root.items("gates", "id")) {
      String id = item.required("id");
      boolean threshold = item.has("metric");
      for (String key : List.of("min", "max", "of")) {
        threshold |= item.has(key);
      }
      all.add(
          threshold
              ? new GateSpec(id, threshold(item), Map.of())
              : new GateSpec(id, null, item.free("settings")));
      item.end();
    }
    return all;
  }

  private static Threshold threshold(Fields item) {
    String metric = item.required("metric");
    double min = item.has("min") ? item.number("min", 0, -GREATEST, GREATEST) : Double.NaN;
    double max = item.has("max") ? item.number("max", 0, -GREATEST, GREATEST) : Double.NaN;
    if (!item.has("min") && !item.has("max")) {
      item.wrong("min", "has no bound", "min, max or both", "Add \"min\" or \"max\"");
    } else if (min > max) {
      item.wrong("min", "is " + min + ", above max " + max, "min at most max", "");
    }
    Of of = item.choice("of", Of.TUNED);
    Severity severity = item.choice("severity", Severity.FAIL);
    return new Threshold(metric, min, max, of, severity, source(item));
  }

  private static Source source(Fields item) {
    if (!(item.raw("source").orElse(null) instanceof Node.Obj)) {
      return item.text("source").map(title -> new Source(title, "", "")).orElse(Source.NONE);
    }
    Fields source = item.object("source");
    Source parts =
        new Source(source.text("title", ""), source.text("citation", ""), source.text("url", ""));
    source.end();
    return parts;
  }

  private List<PartySpec> parties() {
    List<PartySpec> all = new ArrayList<>();
    for (Fields item : root.items("parties", "name")) {
      all.add(party(item));
      item.end();
    }
    return all;
  }

  private static PartySpec party(Fields item) {
    String name = item.required("name");
    if (!item.has("id")) {
      if (!item.has("model")) {
        item.wrong(
            "model",
            "is missing, and so is id",
            "the folder of a model, or the id of a service that answers",
            "Add one of them");
      }
      return new PartySpec(name, item.path("model"), Optional.empty());
    }
    if (item.has("model")) {
      item.wrong("model", "comes with an id", "one of model and id", "Remove one of them");
    }
    ContributionSpec service = new ContributionSpec(item.required("id"), item.free("settings"));
    return new PartySpec(name, Optional.empty(), Optional.of(service));
  }

  private static EvaluationSpec evaluation(Fields evaluation) {
    EvaluationSpec spec =
        new EvaluationSpec(
            evaluation.count("bootstrap", 200, 0, 100_000),
            evaluation.number("level", 0.95, 0.5, 0.9999),
            evaluation.flag("stratified", true),
            evaluation.flag("reference", false),
            evaluation.flag("validation", false));
    evaluation.end();
    return spec;
  }

  /** Returns a contribution that may be missing, such as the gradient policy. */
  static Optional<ContributionSpec> optional(Fields owner, String key) {
    if (!owner.has(key)) {
      owner.text(key);
      return Optional.empty();
    }
    if (owner.raw(key).orElse(null) instanceof Node.Scalar) {
      return owner.text(key).map(id -> new ContributionSpec(id, Map.of()));
    }
    return Optional.of(contribution(owner.object(key)));
  }
}
