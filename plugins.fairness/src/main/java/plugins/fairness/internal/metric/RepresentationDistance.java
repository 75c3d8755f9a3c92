package plugins.fairness.internal.metric;

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
 * Greatest total variation distance ½ Σ |p − r| between the shares p of groups and their reference
 * shares r, in [0, 1], 0 is representative. Without reference shares, of the rows that are
 * predicted favourable, r being the shares of all rows. Parts: Kullback-Leibler divergence, least
 * representation p / r.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.representation-distance",
    description = "How far the shares of groups are from those of the population they stand for.",
    settings = MakeupConfig.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class RepresentationDistance implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return Makeup.evaluate(set, settings, Direction.LOWER_IS_BETTER, Makeup::representativeness);
  }

  @Override
  public Basis basis(Settings settings) {
    return Basis.counts();
  }
}
