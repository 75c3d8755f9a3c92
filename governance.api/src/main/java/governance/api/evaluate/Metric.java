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
}
