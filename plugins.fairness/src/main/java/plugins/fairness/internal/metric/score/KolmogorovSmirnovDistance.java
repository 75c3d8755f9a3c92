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
 * Greatest distance between the distribution functions of the scores of a group and of all others,
 * in [0, 1], 0 is parity: the greatest demographic-parity difference that any threshold gives.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.kolmogorov-smirnov-distance",
    description = "How far apart the shares above a threshold are at the worst threshold.",
    settings = ScoreConfig.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class KolmogorovSmirnovDistance implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    ScoreConfig config = settings.as(ScoreConfig.class);
    Scored scored = Scored.of(set, config.positive());
    return SpreadMetric.evaluate(
        set,
        config,
        scored,
        "Kolmogorov-Smirnov distance",
        ScoreSpread.Distances::kolmogorovSmirnov);
  }

  @Override
  public Basis basis(Settings settings) {
    return Basis.rows().parity(0, Exchange.ALL);
  }
}
