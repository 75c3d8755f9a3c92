package plugins.fairness.internal.metric.score;

import governance.api.Contribution;
import governance.api.Contribution.Need;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.evaluate.Basis;
import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import org.osgi.service.component.annotations.Component;

/**
 * Normalised discounted Kullback-Leibler divergence of the groups among the first 1, 2, … places
 * from wanted shares, in nats, at least 0, 0 is parity: Σ KL(i) / log₂(1 + i) over Σ 1 / log₂(1 +
 * i) (NDKL; Geyik et al. 2019, arXiv 1905.01989).
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.ranking-divergence",
    description =
        "How far the groups among the first places of a ranking are from their wanted shares.",
    settings = RankingConfig.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class RankingDivergence implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return RankingMetric.evaluate(
        set, settings, Direction.LOWER_IS_BETTER, RankingFigures::divergence);
  }

  @Override
  public Basis basis(Settings settings) {
    return Basis.rows();
  }
}
