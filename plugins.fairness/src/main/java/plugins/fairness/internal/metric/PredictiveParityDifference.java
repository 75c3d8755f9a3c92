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
 * Greatest minus smallest positive predictive value P(y = positive | ŷ = positive, group), in [0,
 * 1]; Chouldechova 2017, arXiv 1703.00056; 0 is parity.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.predictive-parity-difference",
    description = "How far apart the groups are in how often a positive decision is right.",
    settings = GroupConfig.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class PredictiveParityDifference implements Metric {
  private static final GroupFigure FIGURE = GroupFigure.difference(Rate.POSITIVE_PREDICTIVE);

  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return GroupMetric.evaluate(set, settings, FIGURE);
  }

  @Override
  public Basis basis(Settings settings) {
    return GroupMetric.basis(settings, FIGURE);
  }
}
