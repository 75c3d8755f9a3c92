package plugins.fairness.internal.metric.score;

import governance.api.Contribution;
import governance.api.Contribution.Need;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.evaluate.Basis;
import governance.api.evaluate.Basis.Exchange;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import org.osgi.service.component.annotations.Component;

/**
 * Greatest minus smallest expected calibration error of the scores of a group, in [0, 1], 0 is
 * parity: Σ over bins of the share of rows in the bin times |share of the class − mean score| (Guo
 * et al. 2017, arXiv 1706.04599, eq. 3, for one class).
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.calibration-error-difference",
    description =
        "How far apart the groups are in how far scores are from how often they come true.",
    settings = CalibrationConfig.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class CalibrationErrorDifference implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    CalibrationConfig config = settings.as(CalibrationConfig.class);
    Scored scored = Scored.probabilities(set, config.positive());
    return scored.difference(
        set,
        Calibration.asked(config),
        "calibration error",
        (groups, more) -> Calibration.errors(set, groups, scored, config.bins()));
  }

  @Override
  public Basis basis(Settings settings) {
    return Basis.rows().parity(0, Exchange.ALL);
  }
}
