package governance.api.evaluate;

import governance.api.Settings;
import governance.api.model.QueryableModel;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A metric that attacks the model: it compares rows that the model was trained on with rows that it
 * was not, such as by membership inference. It is contributed as a {@link Metric}. Computed before
 * and after training, on the untuned model as a check: what an attack gains there comes from a
 * difference between the rows and not from training.
 *
 * @since 1.1
 */
@ConsumerType
public interface AttackMetric extends ModelMetric {
  /**
   * Computes the figure. The interval is the metric's own, or null for none. Deterministic. Called
   * by the run's thread.
   *
   * @param attacked the model and what is known of its training, to be asked within this call only
   * @param settings the metric's settings
   */
  MetricResult attack(AttackedModel attacked, Settings settings);

  /**
   * Returns how many reference models the figure is calibrated by, 0 for none. The run trains as
   * many as its most demanding metric wants, each on a random half of its rows. A pure function.
   */
  default int references(Settings settings) {
    return 0;
  }

  /** Returns a figure that is not defined: without the training rows there is none. */
  @Override
  default MetricResult examine(QueryableModel model, EvaluationSet set, Settings settings) {
    return MetricResult.undefined(
        Direction.NEUTRAL, "The figure needs the rows that the model was trained on.");
  }
}
