package governance.api.evaluate;

import governance.api.Settings;
import org.osgi.annotation.versioning.ConsumerType;

/** Computes a figure from predictions. */
@ConsumerType
public interface Metric {
  /**
   * Computes the figure: a pure function of the set and the settings, independent of the order of
   * rows, and honouring the weights (the runtime bootstraps by setting them to resampling counts).
   * A set for which the figure is not defined gives {@link MetricResult#undefined}. May be called
   * by several threads at once.
   */
  MetricResult evaluate(EvaluationSet set, Settings settings);

  /**
   * Says what the figures rest on. A metric that reads counts only is computed and resampled in a
   * time that does not grow with the number of rows; one that compares groups is tested against no
   * difference. By default nothing is known: rows come as they are and there is no test. A pure
   * function; called by the thread that evaluates.
   *
   * @since 1.1
   */
  default Basis basis(Settings settings) {
    return Basis.rows();
  }
}
