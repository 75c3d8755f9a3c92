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
 * Greatest minus smallest base rate P(y = positive | group) of the labels, in [0, 1]; AIF360's mean
 * difference of a data set; 0 is parity.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.base-rate-difference",
    description = "How far apart the groups are in how often their labels are favourable.",
    settings = GroupConfig.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class BaseRateDifference implements Metric {
  private static final GroupFigure FIGURE = GroupFigure.difference(Rate.BASE);

  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return GroupMetric.evaluate(set, settings, FIGURE);
  }

  @Override
  public Basis basis(Settings settings) {
    return GroupMetric.basis(settings, FIGURE);
  }
}
