package plugins.fairness.internal.metric.individual;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.evaluate.Basis;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import org.osgi.service.component.annotations.Component;

/**
 * Mean Euclidean distance of a row from what it was before a change, such as a repair of columns,
 * at least 0. Parts: totals and means of Euclidean and Manhattan distance (AIF360's sample
 * distortion).
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.sample-distortion",
    description = "How far a change of the data moved its rows.",
    settings = DistortionConfig.class)
public final class SampleDistortion implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return Distortion.evaluate(set, settings.as(DistortionConfig.class));
  }

  @Override
  public Basis basis(Settings settings) {
    return Basis.counts(Distortion.columns(settings.as(DistortionConfig.class)));
  }
}
