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
 * Smallest over greatest accuracy P(ŷ and y are both positive or both not | group), in [0, 1]
 * (overall accuracy equality; Berk et al. 2018, arXiv 1703.09207); 1 is parity.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.accuracy-ratio",
    description = "Smallest over greatest share of right decisions between groups.",
    settings = GroupConfig.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class AccuracyRatio implements Metric {
  private static final GroupFigure FIGURE = GroupFigure.ratio(Rate.ACCURACY);

  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return GroupMetric.evaluate(set, settings, FIGURE);
  }

  @Override
  public Basis basis(Settings settings) {
    return GroupMetric.basis(settings, FIGURE);
  }
}
