package governance.runtime.internal.evaluate;

import governance.api.Settings;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import governance.api.run.ContributionInfo;
import governance.runtime.internal.border.Border;

/**
 * A metric that takes part in a run.
 *
 * @param info what it is
 * @param metric the instance
 * @param settings its settings
 */
public record MetricUse(ContributionInfo info, Metric metric, Settings settings) {
  /** Computes the figure at the border to the contribution. */
  public MetricResult of(EvaluationSet set) {
    return Border.call(info, () -> metric.evaluate(set, settings));
  }
}
