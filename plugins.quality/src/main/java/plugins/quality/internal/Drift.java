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
 * How far the rows of now are from those of a reference: for numbers the Kolmogorov-Smirnov
 * distance, for other values the Jensen-Shannon distance to base 2, both in [0, 1], 0 is none.
 * Parts: probability of a distance as great by chance (exact for small samples), Welch's t test,
 * population stability index, χ² test.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "quality.drift",
    description =
        "How far the distribution of a column, or of decisions, has moved from a reference.",
    settings = DriftConfig.class)
public final class Drift implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return DriftFigures.evaluate(set, settings.as(DriftConfig.class));
  }

  @Override
  public Basis basis(Settings settings) {
    return Basis.counts(DriftFigures.columns(settings.as(DriftConfig.class)));
  }
}
