package plugins.fairness.internal.metric;

import governance.api.Contribution;
import governance.api.Contribution.Need;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.evaluate.Basis;
import governance.api.evaluate.Basis.Exchange;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import org.osgi.service.component.annotations.Component;

/**
 * Greatest minus smallest false negative rate P(ŷ ≠ positive | y = positive, group), in [0, 1], 0
 * is parity: in which group are more cases missed. The positive class is the favourable one, or
 * that of the setting.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.false-negative-rate-difference",
    description = "How far apart the groups are in how often a positive is missed.",
    settings = GroupConfig.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class FalseNegativeRateDifference implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return GroupMetric.evaluate(set, settings, Comparison.DIFFERENCE, Rate.FALSE_NEGATIVE);
  }

  @Override
  public Basis basis(Settings settings) {
    return Basis.counts().parity(0, Exchange.SAME_LABEL);
  }
}
