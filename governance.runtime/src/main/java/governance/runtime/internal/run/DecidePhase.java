package governance.runtime.internal.run;

import governance.api.Kind;
import governance.api.data.Split;
import governance.api.evaluate.Gate;
import governance.api.evaluate.GateResult;
import governance.api.evaluate.GateStatus;
import governance.api.explain.Explainer;
import governance.engine.Predictions;
import governance.engine.TextModel;
import governance.runtime.internal.data.ModelRows;
import governance.runtime.internal.data.PreparedData;
import governance.runtime.internal.evaluate.MetricOutcome;
import governance.runtime.internal.explain.ExplainUse;
import governance.runtime.internal.explain.ExplanationOutcome;
import governance.runtime.internal.explain.ExplanationTrees;
import governance.runtime.internal.explain.Explanations;
import governance.runtime.internal.gate.GateOutcome;
import governance.runtime.internal.gate.Gates;
import governance.runtime.internal.plan.Chosen;
import governance.runtime.internal.plan.Resolution;
import governance.runtime.internal.registry.Registry;
import governance.runtime.internal.report.RunFacts;
import governance.runtime.internal.settings.SettingsType;
import governance.runtime.internal.spec.ExplainerSpec;
import governance.runtime.internal.spec.GateSpec;
import governance.runtime.internal.spec.RunSpec;
import governance.runtime.internal.store.RunFolder;
import governance.runtime.internal.store.Tree;
import governance.runtime.internal.vault.Rows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The phases that explain and decide. */
final class DecidePhase {
  private final Job job;
  private final Resolution resolution;
  private final RunSpec spec;
  private final Registry registry;
  private final Pins pins;
  private final Trail trail;
  private final RunFolder folder;
  private final Map<String, Double> spent;
  private final Rows sealing;

  /**
   * Begins.
   *
   * @param spent the budget that the gradient policy has spent
   */
  DecidePhase(
      Job job,
      Resolution resolution,
      Registry registry,
      Pins pins,
      Trail trail,
      RunFolder folder,
      Map<String, Double> spent,
      Rows sealing) {
    this.spent = spent;
    this.sealing = sealing;
    this.job = job;
    this.resolution = resolution;
    this.spec = resolution.spec().orElseThrow();
    this.registry = registry;
    this.pins = pins;
    this.trail = trail;
    this.folder = folder;
  }

  List<ExplanationOutcome> explain(
      TextModel model, PreparedData data, Predictions tuned, RunFacts facts) {
    ModelRows rows = data.split(Split.TEST);
    long seed = spec.train().seed();
    Explanations explanations = new Explanations(model, rows.inputs(), seed);
    ExplanationTrees trees =
        new ExplanationTrees(
            data.classes(), rows, data.names(Split.TEST), tuned, seed, facts.tokenizer());
    List<String> subjects =
        sealing.subjects(data.packed() ? rows.data() : data.original().get(Split.TEST));
    List<ExplanationOutcome> outcomes = new ArrayList<>();
    for (ExplainerSpec explainer : spec.explainers()) {
      Chosen chosen = resolution.chosen(Kind.EXPLAINER, explainer.id());
      Explainer instance = pins.get(Kind.EXPLAINER, explainer.id(), Explainer.class);
      ExplanationOutcome outcome =
          explanations.explain(
              new ExplainUse(chosen.info(), instance, chosen.settings(), explainer.rows()),
              job::turn);
      SettingsType declared = registry.declaration(chosen.info()).settings();
      String title = declared.name().isEmpty() ? facts.title(explainer.id()) : declared.name();
      Map<String, Object> tree = trees.tree(outcome, title, declared.description());
      String file = "explanations/" + explainer.id() + ".json";
      List<String> of = IntStream.of(outcome.rows()).mapToObj(subjects::get).toList();
      folder.json(file, sealing.explanations(tree, file, of));
      facts.explanation(sealing.shown(tree, file));
      if (outcome.failure() != null) {
        job.failures().add(outcome.failure());
      }
      trail.event(
          "explained",
          Tree.of(
              "explainer",
              explainer.id(),
              "rows",
              outcome.rows().length,
              "error",
              tree.get("error")));
      outcomes.add(outcome);
    }
    return outcomes;
  }

  List<GateOutcome> gates(List<MetricOutcome> metrics, List<ExplanationOutcome> explained) {
    List<GateOutcome> outcomes = new ArrayList<>(decided(metrics, explained));
    if (!job.failures().isEmpty()) {
      String reason = "Evidence is missing: " + String.join("; ", job.failures()) + ".";
      GateSpec complete = new GateSpec("evidence-complete", null, Map.of());
      outcomes.add(new GateOutcome(complete, new GateResult(GateStatus.ERROR, reason), Double.NaN));
    }
    List<Map<String, Object>> trees = outcomes.stream().map(GateOutcome::tree).toList();
    String verdict = GateOutcome.verdict(outcomes).name();
    folder.json("gates.json", Tree.of("verdict", verdict, "gates", trees));
    trail.event("gates", Tree.of("verdict", verdict, "gates", trees));
    return outcomes;
  }

  /** Decides all gates by some figures and writes nothing. */
  List<GateOutcome> decided(List<MetricOutcome> metrics, List<ExplanationOutcome> explained) {
    Map<String, Double> errors = new LinkedHashMap<>();
    explained.forEach(e -> e.error().ifPresent(v -> errors.put(e.info().id(), v)));
    Gates gates = new Gates(metrics, errors, spent);
    return job.call(() -> gates.decide(spec.gates(), this::contributed));
  }

  private Gates.GateUse contributed(GateSpec gate) {
    Chosen chosen = resolution.chosen(Kind.GATE, gate.id());
    return new Gates.GateUse(
        chosen.info(), pins.get(Kind.GATE, gate.id(), Gate.class), chosen.settings());
  }
}
