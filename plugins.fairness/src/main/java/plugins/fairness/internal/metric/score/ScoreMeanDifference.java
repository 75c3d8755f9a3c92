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
 * Greatest minus smallest mean score of a group, at least 0, 0 is parity: demographic parity of
 * scores, or of a regression.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.score-mean-difference",
    description = "How far apart the groups are in their mean score.",
    settings = ScoreConfig.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class ScoreMeanDifference implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    ScoreConfig config = settings.as(ScoreConfig.class);
    Scored scored = Scored.of(set, config.positive());
    return scored.difference(
        set,
        Scored.asked(config),
        "mean score",
        (groups, more) -> Means.of(set, groups, scored.values(), null));
  }

  @Override
  public Basis basis(Settings settings) {
    return Basis.rows().parity(0, Exchange.ALL);
  }
}
