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
 * Greatest difference of true and false positive rate over all thresholds of the score, in [0, 1],
 * 0 for guessing: Youden's index, in credit scoring the Kolmogorov-Smirnov statistic. Parts: the
 * threshold, and the rates there. The curve is scikit-learn's roc_curve.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "quality.youden-index",
    description = "How well the best threshold separates the class from others.",
    settings = PositiveConfig.class)
public final class YoudenIndex implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return RocCurve.youden(set, settings.as(PositiveConfig.class).positive());
  }

  @Override
  public Basis basis(Settings settings) {
    return Basis.rows();
  }
}
