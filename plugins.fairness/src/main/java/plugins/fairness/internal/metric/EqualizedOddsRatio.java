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
 * The smaller of the ratios of true and of false positive rates, in [0, 1], 1 is parity;
 * Fairlearn's equalized_odds_ratio.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.equalized-odds-ratio",
    description =
        "Smallest over greatest rate of rightly, or of wrongly, given favourable decisions between groups, whichever is less.",
    settings = GroupConfig.class,
    needs = {Need.PROTECTED_ATTRIBUTE, Need.FAVOURABLE_CLASS})
public final class EqualizedOddsRatio implements Metric {
  private static final GroupFigure FIGURE =
      GroupFigure.worstOf(
          "equalized odds", Comparison.RATIO, Rate.TRUE_POSITIVE, Rate.FALSE_POSITIVE);

  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return GroupMetric.evaluate(set, settings, FIGURE);
  }

  @Override
  public Basis basis(Settings settings) {
    return GroupMetric.basis(settings, FIGURE);
  }
}
