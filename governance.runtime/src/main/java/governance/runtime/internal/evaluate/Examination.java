package governance.runtime.internal.evaluate;

import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.MetricResult;
import governance.engine.TextModel;
import governance.engine.Tokenizer;
import governance.runtime.internal.border.ContributionFailedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What metrics that ask the model found of one model. */
public final class Examination {
  private final Map<String, MetricResult> results = new LinkedHashMap<>();
  private final Map<String, String> failures = new LinkedHashMap<>();

  /**
   * Examines a model by those of the metrics that ask it; one that fails does not keep the others
   * from being computed.
   *
   * @param set what the model predicts for the test rows
   * @param maxLength the run's greatest length in pieces
   * @param attack what metrics that attack the model get to know
   */
  public static Examination of(
      List<MetricUse> metrics,
      TextModel model,
      Tokenizer tokenizer,
      int maxLength,
      EvaluationSet set,
      AttackFacts attack) {
    Examination examination = new Examination();
    AttackRows rows = new AttackRows(model, attack);
    for (MetricUse metric : metrics) {
      if (metric.asksModel()) {
        try (QueriedModel asked = new QueriedModel(model, tokenizer, maxLength)) {
          MetricResult found =
              metric.attacks() ? metric.of(new Attacked(asked, rows)) : metric.of(asked, set);
          examination.results.put(metric.info().id(), found);
        } catch (ContributionFailedException e) {
          examination.failures.put(metric.info().id(), e.getMessage());
        }
      }
    }
    return examination;
  }

  /**
   * Puts the figures of the models together.
   *
   * @param reference of the model trained without penalties, or null when there is none
   */
  static MetricOutcome outcome(
      MetricUse metric, Examination baseline, Examination tuned, Examination reference) {
    String id = metric.info().id();
    for (Examination one : new Examination[] {baseline, tuned, reference}) {
      if (one != null && one.failures.containsKey(id)) {
        return MetricOutcome.failed(metric.info(), one.failures.get(id));
      }
    }
    return new MetricOutcome(
        metric.info(),
        baseline.results.get(id),
        tuned.results.get(id),
        null,
        reference == null ? null : reference.results.get(id),
        null,
        null,
        List.of(),
        null);
  }

  /**
   * Returns all outcomes in the order of the metrics.
   *
   * @param predicted outcomes of the metrics over predictions
   */
  public static List<MetricOutcome> merged(
      List<MetricUse> metrics,
      List<MetricOutcome> predicted,
      Examination baseline,
      Examination tuned,
      Examination reference) {
    Map<String, MetricOutcome> byId = new LinkedHashMap<>();
    predicted.forEach(outcome -> byId.put(outcome.info().id(), outcome));
    return metrics.stream()
        .map(
            metric ->
                metric.asksModel()
                    ? outcome(metric, baseline, tuned, reference)
                    : byId.get(metric.info().id()))
        .toList();
  }
}
