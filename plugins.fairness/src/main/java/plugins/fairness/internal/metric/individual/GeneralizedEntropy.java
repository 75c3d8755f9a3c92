package plugins.fairness.internal.metric.individual;

import governance.api.Contribution;
import governance.api.Contribution.Need;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.evaluate.Basis;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import org.osgi.service.component.annotations.Component;

/**
 * Generalized entropy index of the benefits b = ŷ − y + 1 of rows (1 favourable, 0 not): 1 / (n α
 * (α − 1)) Σ ((b / mean)^α − 1), at least 0, 0 is equality (Speicher et al. 2018, arXiv 1807.00787,
 * eq. 2). Parts: between and within the groups of each column.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.generalized-entropy",
    description = "How unequally wrong decisions favour and harm people.",
    settings = EntropyConfig.class,
    needs = Need.FAVOURABLE_CLASS)
public final class GeneralizedEntropy implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    EntropyConfig config = settings.as(EntropyConfig.class);
    return Entropy.evaluate(set, config.positive(), config.alpha(), value -> value);
  }

  @Override
  public Basis basis(Settings settings) {
    return Basis.counts();
  }
}
