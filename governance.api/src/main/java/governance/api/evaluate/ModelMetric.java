package governance.api.evaluate;

import governance.api.Settings;
import governance.api.model.QueryableModel;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A metric that asks the model itself, such as a suite that scores pairs of sentences of its own.
 * It is contributed as a {@link Metric} ({@code @Component(service = Metric.class)}), so that
 * specs, gates and reports treat it as any other. It is computed before and after training, not on
 * validation rows and not for single draws of the bootstrap.
 *
 * @since 1.1
 */
@ConsumerType
public interface ModelMetric extends Metric {
  /**
   * Computes the figure. The interval is the metric's own, or null for none: the runtime cannot
   * resample what a metric made itself. Deterministic. Called by the run's thread.
   *
   * @param model the model, to be asked within this call only
   * @param set what the model predicts for the test rows
   * @param settings the metric's settings
   */
  MetricResult examine(QueryableModel model, EvaluationSet set, Settings settings);

  /** Returns a figure that is not defined: without the model there is none. */
  @Override
  default MetricResult evaluate(EvaluationSet set, Settings settings) {
    return MetricResult.undefined(Direction.NEUTRAL, "The figure needs the model.");
  }
}
