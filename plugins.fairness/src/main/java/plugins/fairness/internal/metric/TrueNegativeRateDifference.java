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
 * Greatest minus smallest true negative rate P(ŷ ≠ positive | y ≠ positive, group), in [0, 1]; 0 is
 * parity.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.true-negative-rate-difference",
    description = "How far apart the groups are in how often a negative is left alone.",
    settings = GroupConfig.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class TrueNegativeRateDifference implements Metric {
  private static final GroupFigure FIGURE = GroupFigure.difference(Rate.TRUE_NEGATIVE);

  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return GroupMetric.evaluate(set, settings, FIGURE);
  }

  @Override
  public Basis basis(Settings settings) {
    return GroupMetric.basis(settings, FIGURE);
  }
}
