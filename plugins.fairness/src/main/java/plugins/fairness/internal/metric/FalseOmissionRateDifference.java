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
 * Greatest minus smallest false omission rate P(y = positive | ŷ ≠ positive, group), in [0, 1]; 0
 * is parity.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.false-omission-rate-difference",
    description = "How far apart the groups are in how often a negative decision is wrong.",
    settings = GroupConfig.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class FalseOmissionRateDifference implements Metric {
  private static final GroupFigure FIGURE = GroupFigure.difference(Rate.FALSE_OMISSION);

  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return GroupMetric.evaluate(set, settings, FIGURE);
  }

  @Override
  public Basis basis(Settings settings) {
    return GroupMetric.basis(settings, FIGURE);
  }
}
