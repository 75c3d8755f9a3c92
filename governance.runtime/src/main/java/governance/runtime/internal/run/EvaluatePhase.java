package governance.runtime.internal.run;

import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.data.Split;
import governance.api.evaluate.DecisionRule;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Metric;
import governance.engine.Predictions;
import governance.engine.TextModel;
import governance.engine.Tokenizer;
import governance.runtime.internal.border.ContributionFailedException;
import governance.runtime.internal.data.Draws;
import governance.runtime.internal.data.ModelRows;
import governance.runtime.internal.data.PreparedData;
import governance.runtime.internal.evaluate.AttackFacts;
import governance.runtime.internal.evaluate.AttackFacts.ReferenceAnswers;
import governance.runtime.internal.evaluate.EvaluationSets;
import governance.runtime.internal.evaluate.Evaluator;
import governance.runtime.internal.evaluate.Examination;
import governance.runtime.internal.evaluate.MetricOutcome;
import governance.runtime.internal.evaluate.MetricTrees;
import governance.runtime.internal.evaluate.MetricUse;
import governance.runtime.internal.evaluate.RuleUse;
import governance.runtime.internal.evaluate.RuleUse.Decided;
import governance.runtime.internal.plan.Chosen;
import governance.runtime.internal.plan.Resolution;
import governance.runtime.internal.run.ReferencePhase.Reference;
import governance.runtime.internal.spec.ContributionSpec;
import governance.runtime.internal.spec.RunSpec;
import governance.runtime.internal.store.RunFolder;
import governance.runtime.internal.store.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The phase that evaluates: decisions by rule, figures of all models of the run. */
final class EvaluatePhase {
  static final String DECISION = "decision.json";
  static final String RULE = "model/decision-rule.json";

  private final Job job;
  private final RunSpec spec;
  private final Trail trail;
  private final int threads;
  private final List<MetricUse> metrics = new ArrayList<>();
  private final Optional<RuleUse> rule;
  private List<ReferenceAnswers> references = List.of();
  private Map<String, Double> spent = Map.of();

  EvaluatePhase(Job job, Resolution resolution, Pins pins, Trail trail, int threads) {
    this.job = job;
    this.spec = resolution.spec().orElseThrow();
    this.trail = trail;
    this.threads = threads;
    for (ContributionSpec metric : spec.metrics()) {
      Chosen chosen = resolution.chosen(Kind.METRIC, metric.id());
      Metric instance = pins.get(Kind.METRIC, metric.id(), Metric.class);
      metrics.add(new MetricUse(chosen.info(), instance, chosen.settings()));
    }
    rule =
        spec.decision()
            .map(d -> resolution.chosen(Kind.DECISION_RULE, d.id()))
            .map(c -> use(c, pins.get(Kind.DECISION_RULE, c.info().id(), DecisionRule.class)));
  }

  private static RuleUse use(Chosen chosen, DecisionRule instance) {
    return new RuleUse(chosen.info(), instance, chosen.settings());
  }

  List<MetricUse> metrics() {
    return metrics;
  }

  boolean decides() {
    return rule.isPresent();
  }

  /**
   * Checks before anything is written that all can be evaluated.
   *
   * @throws GovernanceException if not; says what to change
   */
  void check(PreparedData data) {
    if (decides() && data.split(Split.VALIDATION).size() == 0) {
      throw GovernanceException.spec(
          "decision",
          "needs validation rows and the data has none",
          "a share of validation rows above 0",
          "Set data.split.validation, or leave the decision rule out");
    }
    referencesWanted(); // settings that allow no number of them are found here
    Optional<String> asking =
        metrics.stream().filter(MetricUse::asksModel).map(m -> m.info().id()).findFirst();
    if (asking.isPresent() && spec.model().committee() > 1) {
      throw GovernanceException.spec(
          "model.committee",
          "is " + spec.model().committee() + ", and metric " + asking.get() + " asks one model",
          "1, or a run without the metric",
          "Change one of the two");
    }
  }

  /** Examines a model by the metrics that ask it. */
  Examination examine(
      TextModel model, Tokenizer tokenizer, PreparedData data, Predictions predictions) {
    return examined(model, tokenizer, data, predictions, Split.TEST);
  }

  /**
   * Returns what a model predicts for the validation rows when a rule is to be fitted on them or
   * their figures are wanted.
   */
  Optional<Predictions> validation(TextModel model, PreparedData data) {
    boolean wanted = decides() || spec.evaluation().validation();
    return wanted && data.split(Split.VALIDATION).size() > 0
        ? Optional.of(model.predict(data.split(Split.VALIDATION).inputs()))
        : Optional.empty();
  }

  /** Examines a model by the metrics that ask it, with its predictions for validation rows. */
  Examination examineValidated(
      TextModel model, Tokenizer tokenizer, PreparedData data, Predictions predictions) {
    return examined(model, tokenizer, data, predictions, Split.VALIDATION);
  }

  private Examination examined(
      TextModel model,
      Tokenizer tokenizer,
      PreparedData data,
      Predictions predictions,
      Split heldOut) {
    EvaluationSet set = set(data, heldOut, predictions);
    AttackFacts attack =
        new AttackFacts(
            data, heldOut, references, spent, spec.evaluation().level(), spec.train().seed());
    return Examination.of(metrics, model, tokenizer, spec.train().maxLength(), set, attack);
  }

  /** Returns how many reference models the metrics want that attack the model. */
  int referencesWanted() {
    return metrics.stream().mapToInt(MetricUse::references).max().orElse(0);
  }

  /** Sets what reference models for attacks answer. */
  void references(List<ReferenceAnswers> answers) {
    references = answers;
  }

  /** Sets the budget that training has spent; what is examined from now on was trained so. */
  void spent(Map<String, Double> budget) {
    spent = budget;
  }

  /** Returns the validation rows with what a model decides. */
  EvaluationSet validated(
      PreparedData data, Predictions predictions, Optional<RuleUse.Fitted> fitted) {
    EvaluationSet set = set(data, Split.VALIDATION, predictions);
    return fitted.map(f -> f.decide(set).set()).orElse(set);
  }

  /** Computes the metrics over predictions, with intervals. */
  Evaluator evaluator() {
    return new Evaluator(
        spec.evaluation().bootstrap(),
        spec.evaluation().level(),
        spec.evaluation().stratified(),
        spec.train().seed(),
        threads,
        job::turn);
  }

  /** Fits the rule; empty when there is none. */
  Optional<RuleUse.Fitted> fit(PreparedData data, Optional<Predictions> validation) {
    return rule.map(
        r -> r.fit(set(data, Split.VALIDATION, validation.orElseThrow()), data.classes().column()));
  }

  /** Returns the test rows with what a model decides: by the rule, or the most probable class. */
  Decided decided(PreparedData data, Predictions predictions, Optional<RuleUse.Fitted> fitted) {
    EvaluationSet set = tested(data, predictions);
    return fitted.map(f -> f.decide(set)).orElseGet(() -> Decided.plain(set));
  }

  private EvaluationSet tested(PreparedData data, Predictions predictions) {
    return set(data, Split.TEST, predictions);
  }

  private EvaluationSet set(PreparedData data, Split split, Predictions predictions) {
    ModelRows rows = data.split(split);
    EvaluationSet set =
        EvaluationSets.of(data.classes(), rows, data.declaredWeights(split), predictions);
    return decides() && !data.packed() ? set.withDraws(Draws.of(rows, spec.train().seed())) : set;
  }

  /** What is known of the models when training is over. */
  record Models(
      EvaluationSet baseline,
      EvaluationSet tuned,
      Examination before,
      Examination after,
      Optional<Reference> reference) {}

  /** Computes all metrics and writes them. */
  List<MetricOutcome> evaluate(Models models, RunFolder folder) {
    List<MetricUse> predicted = metrics.stream().filter(m -> !m.asksModel()).toList();
    Evaluator evaluator = evaluator();
    Optional<EvaluationSet> plain =
        models
            .reference()
            .map(
                r ->
                    job.call(
                        () ->
                            decided(r.data(), r.predictions(), fit(r.data(), r.validation()))
                                .set()));
    List<MetricOutcome> found =
        plain
            .map(p -> evaluator.evaluate(predicted, models.baseline(), models.tuned(), p))
            .orElseGet(() -> evaluator.evaluate(predicted, models.baseline(), models.tuned()));
    List<MetricOutcome> outcomes =
        Examination.merged(
            metrics,
            found,
            models.before(),
            models.after(),
            models.reference().map(Reference::examination).orElse(null));
    outcomes.stream()
        .map(MetricOutcome::failure)
        .filter(f -> f != null)
        .forEach(job.failures()::add);
    folder.json("metrics.json", MetricTrees.all(outcomes));
    trail.event(
        "evaluated", Tree.of("metrics", outcomes.stream().map(o -> o.info().id()).toList()));
    return outcomes;
  }

  /**
   * Writes what the rule learnt, how many test rows it decides otherwise, and the figures without
   * it.
   *
   * @param by the test rows with what the rule made of them
   */
  Map<String, Object> decision(
      RuleUse.Fitted fitted, PreparedData data, Predictions tuned, Decided by, RunFolder folder) {
    EvaluationSet plain = tested(data, tuned);
    int[] decided = by.set().predictions();
    int changed = 0;
    for (int row = 0; row < decided.length; row++) {
      changed += decided[row] == plain.predictions()[row] ? 0 : 1;
    }
    Map<String, Object> without = Tree.of();
    for (MetricUse metric : metrics) {
      if (!metric.asksModel()) {
        without.put(metric.info().id(), value(metric, plain));
      }
    }
    Map<String, Object> tree = fitted.tree(spec.train().seed());
    folder.json(RULE, tree);
    Map<String, Object> all = Tree.of("rule", tree);
    all.put("testRows", decided.length);
    all.put("decidedOtherwise", changed);
    all.put("fallbacks", by.fallen());
    all.put("calibrated", by.calibrated());
    all.put("metricsWithoutRule", without);
    folder.json(DECISION, all);
    trail.event(
        "decision-rule",
        Tree.of("rule", fitted.info().id(), "state", fitted.state(), "changed", changed));
    return all;
  }

  /** A metric that fails is reported where the run is evaluated. */
  private static Double value(MetricUse metric, EvaluationSet set) {
    try {
      return metric.of(set).value();
    } catch (ContributionFailedException e) {
      return Double.NaN;
    }
  }
}
