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
import plugins.fairness.internal.metric.Comparison;

/**
 * Greatest minus smallest mean exposure of a group, in [0, 1], 0 is parity: the exposure of place j
 * is 1 / log₂(1 + j) (Singh and Joachims 2018, arXiv 1802.07281).
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.exposure-difference",
    description = "How far apart the groups are in how much their places in a ranking are seen.",
    settings = RankingConfig.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class ExposureDifference implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return RankingFigures.exposure(set, settings, Comparison.DIFFERENCE);
  }

  @Override
  public Basis basis(Settings settings) {
    return Basis.rows().parity(0, Exchange.ALL);
  }
}
