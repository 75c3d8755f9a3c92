package governance.runtime.internal.run;

import governance.api.GovernanceException;
import governance.api.data.Split;
import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.MetricResult;
import governance.engine.TextModel;
import governance.runtime.internal.border.ContributionFailedException;
import governance.runtime.internal.data.ModelRows;
import governance.runtime.internal.data.PreparedData;
import governance.runtime.internal.evaluate.EvaluationSets;
import governance.runtime.internal.evaluate.MetricUse;
import governance.runtime.internal.spec.EarlyStoppingSpec;
import governance.runtime.internal.store.Tree;
import governance.runtime.internal.train.Figure;
import java.util.ArrayList;
import java.util.List;

/** Metrics of a model in training on the validation rows. */
final class Validation {
  private final TextModel model;
  private final PreparedData data;
  private final List<MetricUse> metrics;
  private final Trail trail;

  Validation(TextModel model, PreparedData data, List<MetricUse> metrics, Trail trail) {
    this.model = model;
    this.data = data;
    this.metrics = metrics.stream().filter(m -> !m.asksModel()).toList();
    this.trail = trail;
  }

  /** Returns the figures after an epoch, none where there are no rows. */
  List<Figure> figures(int epoch, long step) {
    List<Figure> figures = new ArrayList<>();
    if (data.split(Split.VALIDATION).size() == 0 || metrics.isEmpty()) {
      return figures;
    }
    EvaluationSet set = set();
    for (MetricUse metric : metrics) {
      figures.add(figure(metric, set, epoch, step));
    }
    return figures;
  }

  private EvaluationSet set() {
    ModelRows rows = data.split(Split.VALIDATION);
    double[] weights = data.declaredWeights(Split.VALIDATION);
    return EvaluationSets.of(data.classes(), rows, weights, model.predict(rows.inputs()));
  }

  private Figure figure(MetricUse metric, EvaluationSet set, int epoch, long step) {
    String id = metric.info().id();
    try {
      MetricResult result = metric.of(set);
      return new Figure(step, epoch, id, result.value(), result.direction());
    } catch (ContributionFailedException e) {
      trail.stopIfAsked(); // one that has left fails because of that, which must not be kept
      trail.event("contribution-failed", Tree.of("contribution", id, "what", e.what()));
      return new Figure(step, epoch, id, Double.NaN, Direction.NEUTRAL);
    }
  }

  /** Returns those of the metrics that early stopping looks at. */
  static List<MetricUse> judging(EarlyStoppingSpec early, List<MetricUse> metrics) {
    return metrics.stream().filter(m -> m.info().id().equals(early.metric())).toList();
  }

  /**
   * Checks before training that early stopping can judge.
   *
   * @throws GovernanceException if there are no validation rows or the metric does not judge
   */
  void check(EarlyStoppingSpec early) {
    if (data.split(Split.VALIDATION).size() == 0) {
      throw GovernanceException.spec(
          "train.earlyStopping",
          "needs validation rows and the data has none",
          "a share of validation rows above 0",
          "Set data.split.validation, or leave early stopping out");
    }
    if (judging(early, metrics).isEmpty()) {
      throw GovernanceException.spec(
          "train.earlyStopping.metric",
          early.metric() + " asks the model and is not computed on validation rows",
          "a metric over predictions",
          "Name another of the run's metrics");
    }
    EvaluationSet untuned = set();
    for (MetricUse metric : judging(early, metrics)) {
      if (metric.of(untuned).direction() == Direction.NEUTRAL) {
        throw GovernanceException.spec(
            "train.earlyStopping.metric",
            early.metric() + " describes and does not judge: neither way is better",
            "a metric that is better higher or lower",
            "Name another of the run's metrics");
      }
    }
  }
}
