package plugins.fairness.internal.metric.individual;

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
 * Greatest minus smallest expected cost Σ c(y) [ŷ ≠ y] of a row of a group, at least 0, 0 is
 * parity; c the cost of mistaking a row of a class, 1 where none is given.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.expected-cost-difference",
    description = "How far apart the groups are in what mistakes about them cost.",
    settings = CostConfig.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class ExpectedCostDifference implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return Losses.cost(set, settings.as(CostConfig.class));
  }

  @Override
  public Basis basis(Settings settings) {
    return Basis.counts().parity(0, Exchange.ALL);
  }
}
