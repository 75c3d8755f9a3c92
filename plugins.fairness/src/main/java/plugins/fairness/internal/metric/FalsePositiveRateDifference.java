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
 * Greatest minus smallest false positive rate P(ŷ = positive | y ≠ positive, group), in [0, 1]
 * (predictive equality; Chouldechova 2017, arXiv 1703.00056); 0 is parity.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.false-positive-rate-difference",
    description = "How far apart the groups are in how often a positive is wrongly claimed.",
    settings = GroupConfig.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class FalsePositiveRateDifference implements Metric {
  private static final GroupFigure FIGURE = GroupFigure.difference(Rate.FALSE_POSITIVE);

  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return GroupMetric.evaluate(set, settings, FIGURE);
  }

  @Override
  public Basis basis(Settings settings) {
    return GroupMetric.basis(settings, FIGURE);
  }
}
