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
 * Mean share of a row's k nearest rows, itself among them, that have its predicted class, in [0,
 * 1], 1 is consistent: 1 − 1/n Σ |ŷ − mean ŷ of the neighbours| (Zemel et al. 2013; AIF360's
 * consistency_score). Rows as far as the k-th neighbour share its place.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.consistency-score",
    description = "How often the nearest cases get the same decision.",
    settings = NeighbourConfig.class)
public final class ConsistencyScore implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return Neighbours.evaluate(set, settings.as(NeighbourConfig.class));
  }

  @Override
  public Basis basis(Settings settings) {
    return Basis.counts(settings.as(NeighbourConfig.class).content());
  }
}
