package governance.runtime.internal.evaluate;

import governance.api.evaluate.Interval;
import governance.api.evaluate.MetricResult;
import governance.api.run.ContributionInfo;

/**
 * What a metric found for both models.
 *
 * @param info the metric
 * @param baseline the figure of the untuned model, or null when the metric failed
 * @param tuned the figure of the tuned model, or null when the metric failed
 * @param change interval of the change, both models resampled with the same rows; null where there
 *     is none
 * @param failure how the contribution failed, or null; not a verdict of the metric
 */
public record MetricOutcome(
    ContributionInfo info,
    MetricResult baseline,
    MetricResult tuned,
    Interval change,
    String failure) {

  /** Returns the tuned figure minus the baseline's; NaN where one of them is not defined. */
  public double difference() {
    return failure != null ? Double.NaN : tuned.value() - baseline.value();
  }
}
