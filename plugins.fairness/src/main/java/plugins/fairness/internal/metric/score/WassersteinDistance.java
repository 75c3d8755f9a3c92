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
 * Greatest Wasserstein-1 distance between the scores of a group and those of all others, at least 0
 * (at most 1 for probabilities), 0 is parity: the area between the two distribution functions
 * (Jiang et al. 2020, arXiv 1907.12059).
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.wasserstein-distance",
    description =
        "How far scores would have to be moved for a group to be scored as all others are.",
    settings = ScoreConfig.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class WassersteinDistance implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    ScoreConfig config = settings.as(ScoreConfig.class);
    Scored scored = Scored.of(set, config.positive());
    return SpreadMetric.evaluate(
        set, config, scored, "Wasserstein-1 distance", ScoreSpread.Distances::wasserstein);
  }

  @Override
  public Basis basis(Settings settings) {
    return Basis.rows().parity(0, Exchange.ALL);
  }
}
