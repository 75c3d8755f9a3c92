package governance.runtime.internal.run;

import governance.api.data.Split;
import governance.api.evaluate.EvaluationSet;
import governance.engine.Predictions;
import governance.engine.TextModel;
import governance.engine.Tokenizer;
import governance.runtime.internal.border.ContributionFailedException;
import governance.runtime.internal.data.PreparedData;
import governance.runtime.internal.evaluate.Examination;
import governance.runtime.internal.evaluate.MetricOutcome;
import governance.runtime.internal.evaluate.MetricTrees;
import governance.runtime.internal.evaluate.MetricUse;
import governance.runtime.internal.evaluate.Replicates;
import governance.runtime.internal.evaluate.RuleUse;
import governance.runtime.internal.explain.ExplanationOutcome;
import governance.runtime.internal.gate.GateOutcome;
import governance.runtime.internal.spec.RunSpec;
import governance.runtime.internal.store.RunFolder;
import governance.runtime.internal.store.Tree;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Figures and gates on the validation rows. Who chooses among several runs chooses by these, so
 * that the test rows tell afterwards what the choice is worth. They release nothing.
 */
final class ValidationEvidence {
  static final String FILE = "validation.json";

  private final Job job;
  private final RunSpec spec;
  private final EvaluatePhase judged;
  private final PreparedData data;
  private final Tokenizer tokenizer;
  private final boolean wanted;
  private Predictions before;
  private Examination examined;

  ValidationEvidence(Job job, EvaluatePhase judged, PreparedData data, Tokenizer tokenizer) {
    this.job = job;
    this.spec = job.resolution().spec().orElseThrow();
    this.judged = judged;
    this.data = data;
    this.tokenizer = tokenizer;
    this.wanted = spec.evaluation().validation();
  }

  private boolean possible() {
    return wanted && data.split(Split.VALIDATION).size() > 0;
  }

  /** Notes what the untuned model predicts. */
  void untuned(TextModel model) {
    if (possible()) {
      before = model.predict(data.split(Split.VALIDATION).inputs());
      examined = job.call(() -> judged.examineValidated(model, tokenizer, data, before));
    }
  }

  /**
   * Writes what the tuned model, or a committee, comes to.
   *
   * @param after what is predicted; empty where nobody has asked yet
   * @param rule the rule that decides, fitted on these very rows
   */
  void tuned(
      TextModel model,
      Optional<Predictions> after,
      Optional<RuleUse.Fitted> rule,
      DecidePhase decide,
      List<ExplanationOutcome> explained,
      RunFolder folder) {
    if (!wanted) {
      return;
    }
    if (!possible()) {
      folder.json(FILE, Tree.of("rows", 0, "ruleFitted", false));
      return;
    }
    Predictions own = after.orElseGet(() -> judged.validation(model, data).orElseThrow());
    EvaluationSet tuned = job.call(() -> judged.validated(data, own, rule));
    EvaluationSet untuned = judged.validated(data, before, Optional.empty());
    List<MetricUse> predicted = judged.metrics().stream().filter(m -> !m.asksModel()).toList();
    List<MetricOutcome> outcomes =
        Examination.merged(
            judged.metrics(),
            judged.evaluator().evaluate(predicted, untuned, tuned),
            examined,
            job.call(() -> judged.examineValidated(model, tokenizer, data, own)),
            null);
    List<GateOutcome> gates = decide.decided(outcomes, explained);
    folder.json(
        FILE,
        Tree.of(
            "rows", tuned.size(),
            "ruleFitted", rule.isPresent(),
            "metrics", MetricTrees.all(outcomes),
            "gates", gates.stream().map(GateOutcome::tree).toList(),
            "replicates", replicates(tuned, predicted, outcomes)));
  }

  /** Of a metric that has failed there are none. */
  private Map<String, Object> replicates(
      EvaluationSet tuned, List<MetricUse> metrics, List<MetricOutcome> outcomes) {
    Replicates replicates =
        new Replicates(
            tuned,
            spec.evaluation().bootstrap(),
            spec.evaluation().stratified(),
            spec.train().seed());
    Map<String, Object> all = Tree.of();
    for (MetricUse metric : metrics) {
      String id = metric.info().id();
      boolean failed =
          outcomes.stream().anyMatch(o -> o.info().id().equals(id) && o.failure() != null);
      if (!failed) {
        all.put(id, job.call(() -> of(replicates, metric)));
      }
    }
    return all;
  }

  private static List<Double> of(Replicates replicates, MetricUse metric) {
    try {
      return Arrays.stream(replicates.of(metric)).boxed().toList();
    } catch (ContributionFailedException e) {
      return List.of(); // a replicate without rows of a group may be too much for it
    }
  }
}
