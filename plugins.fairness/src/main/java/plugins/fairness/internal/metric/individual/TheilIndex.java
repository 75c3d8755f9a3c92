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
 * Theil index of the benefits b = ŷ − y + 1 of rows: 1 / n Σ b / mean · ln(b / mean), at least 0, 0
 * is equality: the generalized entropy index with α = 1 (Speicher et al. 2018, arXiv 1807.00787).
 * Parts: between and within the groups of each column.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.theil-index",
    description = "How unequally wrong decisions favour and harm people, by the Theil index.",
    settings = BenefitConfig.class,
    needs = Need.FAVOURABLE_CLASS)
public final class TheilIndex implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return Entropy.evaluate(set, settings.as(BenefitConfig.class).positive(), 1, value -> value);
  }

  @Override
  public Basis basis(Settings settings) {
    return Basis.counts();
  }
}
