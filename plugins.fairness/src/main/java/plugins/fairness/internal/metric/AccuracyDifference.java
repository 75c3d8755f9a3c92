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
 * Greatest minus smallest accuracy P(ŷ and y are both positive or both not | group), in [0, 1]
 * (overall accuracy equality; Berk et al. 2018, arXiv 1703.09207); 0 is parity.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.accuracy-difference",
    description = "How far apart the groups are in how often decisions are right.",
    settings = GroupConfig.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class AccuracyDifference implements Metric {
  private static final GroupFigure FIGURE = GroupFigure.difference(Rate.ACCURACY);

  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return GroupMetric.evaluate(set, settings, FIGURE);
  }

  @Override
  public Basis basis(Settings settings) {
    return GroupMetric.basis(settings, FIGURE);
  }
}
