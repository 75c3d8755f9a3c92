package bench;

import governance.api.Settings;
import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;

/** What the plug-ins of {@link PluginsBench} contribute. */
public final class FixedMetric implements Metric {

  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return MetricResult.of(1, Direction.HIGHER_IS_BETTER, set.size());
  }
}
