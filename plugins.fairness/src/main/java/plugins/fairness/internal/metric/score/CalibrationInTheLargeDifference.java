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
 * Greatest minus smallest difference of mean score and share of the class in a group, in [0, 2], 0
 * is parity (calibration in the large; Van Calster et al. 2016, doi
 * 10.1016/j.jclinepi.2015.12.005). The sign of a group: above 0 is scored too high.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.calibration-in-the-large-difference",
    description = "How far apart the groups are in how much they are scored too high on the whole.",
    settings = ScoreConfig.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class CalibrationInTheLargeDifference implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    ScoreConfig config = settings.as(ScoreConfig.class);
    Scored scored = Scored.probabilities(set, config.positive());
    return scored.difference(
        set,
        Scored.asked(config),
        "mean score - base rate",
        (groups, more) -> Means.of(set, groups, scored.surplus(set), null));
  }

  @Override
  public Basis basis(Settings settings) {
    return Basis.rows().parity(0, Exchange.ALL);
  }
}
