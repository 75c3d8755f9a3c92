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
 * Greatest minus smallest true positive rate P(ŷ = positive | y = positive, group), in [0, 1];
 * Hardt et al. 2016, arXiv 1610.02413; 0 is parity.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.equal-opportunity-difference",
    description =
        "Of the people who deserve the favourable decision: how far apart the groups' chances to get it are.",
    settings = GroupConfig.class,
    needs = {Need.PROTECTED_ATTRIBUTE, Need.FAVOURABLE_CLASS})
public final class EqualOpportunityDifference implements Metric {
  private static final GroupFigure FIGURE = GroupFigure.difference(Rate.TRUE_POSITIVE);

  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return GroupMetric.evaluate(set, settings, FIGURE);
  }

  @Override
  public Basis basis(Settings settings) {
    return GroupMetric.basis(settings, FIGURE);
  }
}
