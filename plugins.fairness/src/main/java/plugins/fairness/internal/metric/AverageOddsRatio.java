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
 * Mean of the ratios of true and of false positive rates, in [0, 1], 1 is parity; Fairlearn's
 * equalized_odds_ratio with agg=mean.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.average-odds-ratio",
    description =
        "Smallest over greatest rate of rightly and of wrongly given positive decisions between groups, on average.",
    settings = GroupConfig.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class AverageOddsRatio implements Metric {
  private static final GroupFigure FIGURE =
      GroupFigure.meanOf("average odds", Comparison.RATIO, Rate.TRUE_POSITIVE, Rate.FALSE_POSITIVE);

  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return GroupMetric.evaluate(set, settings, FIGURE);
  }

  @Override
  public Basis basis(Settings settings) {
    return GroupMetric.basis(settings, FIGURE);
  }
}
