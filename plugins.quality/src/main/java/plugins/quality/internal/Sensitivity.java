package plugins.quality.internal;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.evaluate.Basis;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import org.osgi.service.component.annotations.Component;

/**
 * Share of the rows of the positive class that were recognised: P(ŷ = positive | y = positive), in
 * [0, 1]; scikit-learn's recall of that class. Not defined without such rows.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "quality.sensitivity",
    description = "Share of the rows of the positive class that were recognised.",
    settings = PositiveConfig.class)
public final class Sensitivity implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return OneClass.result(set, settings, OneClass::sensitivity);
  }

  @Override
  public Basis basis(Settings settings) {
    return Basis.counts();
  }
}
