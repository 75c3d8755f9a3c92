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
 * Smallest share of a group among the first places over its wanted share, at least 0, 1 is parity;
 * its logarithm is skew@k (Geyik et al. 2019, arXiv 1905.01989). Without the setting top, the first
 * tenth of the places.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.representation-at-top",
    description =
        "How well the least represented group is represented among the first places of a ranking.",
    settings = RankingConfig.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class RepresentationAtTop implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return RankingMetric.evaluate(
        set, settings, Direction.HIGHER_IS_BETTER, RankingFigures::representation);
  }

  @Override
  public Basis basis(Settings settings) {
    return Basis.rows();
  }
}
