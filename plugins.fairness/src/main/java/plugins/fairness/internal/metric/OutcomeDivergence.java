package plugins.fairness.internal.metric;

import governance.api.Contribution;
import governance.api.Contribution.Need;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.evaluate.Basis;
import governance.api.evaluate.Basis.Exchange;
import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import org.osgi.service.component.annotations.Component;

/**
 * Greatest Kullback-Leibler divergence of the predicted classes of a group from those of all
 * others, Σ p ln(p / q), in nats, at least 0, 0 is parity; AIF360's kl_divergence, for any number
 * of classes. Not defined for a group that has a class that no other has.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.outcome-divergence",
    description =
        "How far the distribution of predicted classes in a group is from that of all others.",
    settings = MakeupConfig.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class OutcomeDivergence implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return Makeup.evaluate(set, settings, Direction.LOWER_IS_BETTER, Makeup::divergence);
  }

  @Override
  public Basis basis(Settings settings) {
    return Basis.counts().parity(0, Exchange.ALL);
  }
}
