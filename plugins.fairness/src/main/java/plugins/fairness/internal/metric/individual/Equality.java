package plugins.fairness.internal.metric.individual;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.evaluate.Basis;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import org.osgi.service.component.annotations.Component;

/**
 * Mean over all pairs of rows of the squared difference of their predictions where their content is
 * equal: 1/N² Σ Σ I(xᵢ = xⱼ) ½ Σ over classes (ŷᵢ − ŷⱼ)², in [0, ½], 0 is equality: equal cases get
 * equal outcomes. Parts: share of pairs of equal cases that get different outcomes; the same of
 * labels.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.equality",
    description = "How often equal cases get different outcomes.",
    settings = ContentConfig.class)
public final class Equality implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return EqualCases.evaluate(set, settings.as(ContentConfig.class).content());
  }

  @Override
  public Basis basis(Settings settings) {
    return Basis.counts(settings.as(ContentConfig.class).content());
  }
}
