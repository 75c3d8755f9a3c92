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
 * Standard deviation over mean of the benefits b = ŷ − y + 1 of rows, the root of twice the
 * generalized entropy index with α = 2, at least 0, 0 is equality. Parts: between and within the
 * groups of each column.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.coefficient-of-variation",
    description =
        "How unequally wrong decisions favour and harm people, as deviation from the mean.",
    settings = BenefitConfig.class,
    needs = Need.FAVOURABLE_CLASS)
public final class CoefficientOfVariation implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return Entropy.evaluate(
        set, settings.as(BenefitConfig.class).positive(), 2, value -> Math.sqrt(2 * value));
  }

  @Override
  public Basis basis(Settings settings) {
    return Basis.counts();
  }
}
