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
 * How often a group has fewer of the first 1, 2, … places than the whole part of its wanted share
 * of them, over places and groups, at least 0 (Geyik et al. 2019, arXiv 1905.01989; AIF360's
 * infeasible_index). Parts: the discounted cumulative gain.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.infeasible-index",
    description =
        "How often a group has fewer of the first places of a ranking than its wanted share of them.",
    settings = RankingConfig.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class InfeasibleIndex implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return RankingMetric.evaluate(
        set, settings, Direction.LOWER_IS_BETTER, RankingFigures::infeasible);
  }

  @Override
  public Basis basis(Settings settings) {
    return Basis.rows();
  }
}
