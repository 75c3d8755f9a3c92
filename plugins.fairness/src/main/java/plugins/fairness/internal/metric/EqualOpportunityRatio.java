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
 * Smallest over greatest true positive rate P(ŷ = positive | y = positive, group), in [0, 1]; Hardt
 * et al. 2016, arXiv 1610.02413; 1 is parity.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.equal-opportunity-ratio",
    description =
        "Of the people who deserve the favourable decision: the smallest group's chance to get it over the greatest.",
    settings = GroupConfig.class,
    needs = {Need.PROTECTED_ATTRIBUTE, Need.FAVOURABLE_CLASS})
public final class EqualOpportunityRatio implements Metric {
  private static final GroupFigure FIGURE = GroupFigure.ratio(Rate.TRUE_POSITIVE);

  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return GroupMetric.evaluate(set, settings, FIGURE);
  }

  @Override
  public Basis basis(Settings settings) {
    return GroupMetric.basis(settings, FIGURE);
  }
}
