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
 * Smallest normalised Shannon index of the groups of a column, by their share of all rows: −Σ p ln
 * p / ln m over m groups, in [0, 1], 1 is balance (Vetrò et al. 2021, doi
 * 10.1016/j.giq.2021.101619). Parts: the same among favourable predictions; normalised Gini and
 * Simpson index; imbalance ratio, smallest over greatest.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.balance",
    description = "How evenly the rows are spread over the groups.",
    settings = MakeupConfig.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class Balance implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return Makeup.evaluate(set, settings, Direction.HIGHER_IS_BETTER, Makeup::balance);
  }

  @Override
  public Basis basis(Settings settings) {
    return Basis.counts();
  }
}
