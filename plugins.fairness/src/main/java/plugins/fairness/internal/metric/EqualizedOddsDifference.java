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
 * The greater of the differences in true and in false positive rate, in [0, 1], 0 is parity;
 * Fairlearn's equalized_odds_difference; Hardt et al. 2016, arXiv 1610.02413.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.equalized-odds-difference",
    description =
        "How far apart the groups are in rightly and in wrongly given favourable decisions, whichever is more.",
    settings = GroupConfig.class,
    needs = {Need.PROTECTED_ATTRIBUTE, Need.FAVOURABLE_CLASS})
public final class EqualizedOddsDifference implements Metric {
  private static final GroupFigure FIGURE =
      GroupFigure.worstOf(
          "equalized odds", Comparison.DIFFERENCE, Rate.TRUE_POSITIVE, Rate.FALSE_POSITIVE);

  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return GroupMetric.evaluate(set, settings, FIGURE);
  }

  @Override
  public Basis basis(Settings settings) {
    return GroupMetric.basis(settings, FIGURE);
  }
}
