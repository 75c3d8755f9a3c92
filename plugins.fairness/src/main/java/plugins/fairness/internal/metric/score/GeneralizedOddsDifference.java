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
 * The greater of the differences in mean score of the positives and of the negatives, in [0, 1], 0
 * is parity: balance for the positive and the negative class (Kleinberg et al. 2017, arXiv
 * 1609.05807), AIF360's generalized true and false positive rates.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.generalized-odds-difference",
    description =
        "How far apart the groups are in the mean score of those who deserve it, and of those who do not, whichever is more.",
    settings = ScoreConfig.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class GeneralizedOddsDifference implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return GeneralizedOdds.evaluate(set, settings.as(ScoreConfig.class));
  }

  @Override
  public Basis basis(Settings settings) {
    return Basis.rows().parity(0, Exchange.SAME_LABEL);
  }
}
