package plugins.fairness.internal.metric;

import governance.api.Contribution;
import governance.api.Contribution.Need;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.evaluate.Basis;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import org.osgi.service.component.annotations.Component;

/**
 * Smallest over greatest false discovery rate P(y ≠ positive | ŷ = positive, group), in [0, 1]; 1
 * is parity.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.false-discovery-rate-ratio",
    description =
        "Smallest over greatest share of positive decisions that are wrong between groups.",
    settings = GroupConfig.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class FalseDiscoveryRateRatio implements Metric {
  private static final GroupFigure FIGURE = GroupFigure.ratio(Rate.FALSE_DISCOVERY);

  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return GroupMetric.evaluate(set, settings, FIGURE);
  }

  @Override
  public Basis basis(Settings settings) {
    return GroupMetric.basis(settings, FIGURE);
  }
}
