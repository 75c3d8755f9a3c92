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
 * Mean of the differences in true and in false positive rate, in [0, 1], 0 is parity; Fairlearn's
 * equalized_odds_difference with agg=mean, and with a privileged group AIF360's
 * average_abs_odds_difference.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.average-absolute-odds-difference",
    description =
        "How far apart the groups are in rightly and in wrongly given positive decisions, on average.",
    settings = GroupConfig.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class AverageAbsoluteOddsDifference implements Metric {
  private static final GroupFigure FIGURE =
      GroupFigure.meanOf(
          "average absolute odds", Comparison.DIFFERENCE, Rate.TRUE_POSITIVE, Rate.FALSE_POSITIVE);

  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return GroupMetric.evaluate(set, settings, FIGURE);
  }

  @Override
  public Basis basis(Settings settings) {
    return GroupMetric.basis(settings, FIGURE);
  }
}
