package plugins.quality.internal;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.evaluate.Basis;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import org.osgi.service.component.annotations.Component;

/** Share of rows whose class was recognised: Σ w [ŷ = y] / Σ w, in [0, 1]. */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "quality.accuracy",
    description = "Share of rows whose class was recognised.")
public final class Accuracy implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return Figures.result(set, Figures::accuracy);
  }

  @Override
  public Basis basis(Settings settings) {
    return Basis.counts();
  }
}
