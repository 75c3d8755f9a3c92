package governance.runtime.internal.evaluate;

import governance.api.Settings;
import governance.api.evaluate.AttackMetric;
import governance.api.evaluate.AttackedModel;
import governance.api.evaluate.Basis;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.ModelMetric;
import governance.api.model.QueryableModel;
import governance.api.run.ContributionInfo;
import governance.runtime.internal.border.Border;
import governance.runtime.internal.border.ContributionFailedException;

/**
 * A metric that takes part in a run.
 *
 * @param info what it is
 * @param metric the instance
 * @param settings its settings
 */
public record MetricUse(ContributionInfo info, Metric metric, Settings settings) {
  /** Returns whether the figure needs the model itself. */
  public boolean asksModel() {
    return metric instanceof ModelMetric;
  }

  /** Returns whether the figure needs the rows that the model was trained on. */
  public boolean attacks() {
    return metric instanceof AttackMetric;
  }

  /** Returns how many reference models the figure wants, at least 0. */
  public int references() {
    int wanted =
        attacks() ? Border.call(info, () -> ((AttackMetric) metric).references(settings)) : 0;
    if (wanted < 0) {
      throw new ContributionFailedException(info, "wants " + wanted + " reference models", null);
    }
    return wanted;
  }

  /** Attacks a model at the border to the contribution. */
  MetricResult of(AttackedModel model) {
    return Border.call(info, () -> ((AttackMetric) metric).attack(model, settings));
  }

  /** Computes the figure of a model at the border to the contribution. */
  MetricResult of(QueryableModel model, EvaluationSet set) {
    return Border.call(info, () -> ((ModelMetric) metric).examine(model, set, settings));
  }

  /** Returns what the figure rests on, as the contribution says. */
  public Basis basis() {
    return Border.call(info, () -> metric.basis(settings));
  }

  /** Computes the figure at the border to the contribution. */
  public MetricResult of(EvaluationSet set) {
    return Border.call(info, () -> metric.evaluate(set, settings));
  }
}
