package plugins.fairness.internal.metric.individual;

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
 * Greatest generalized entropy index of the mean benefits of the groups of a column, each row
 * counting with the mean of its group, at least 0, 0 is equality (Speicher et al. 2018, arXiv
 * 1807.00787, eq. 3). Parts: each column, its Theil index and its coefficient of variation.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.between-group-entropy",
    description =
        "How unequal the groups are in how much wrong decisions favour or harm them on average.",
    settings = EntropyConfig.class,
    needs = {Need.PROTECTED_ATTRIBUTE, Need.FAVOURABLE_CLASS})
public final class BetweenGroupEntropy implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    EntropyConfig config = settings.as(EntropyConfig.class);
    return Entropy.between(set, config.positive(), config.alpha());
  }

  @Override
  public Basis basis(Settings settings) {
    return Basis.counts().parity(0, Exchange.ALL);
  }
}
