package plugins.fairness.internal.metric;

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
 * Greatest minus smallest (TPR + FPR) / 2 of a group, in [0, 1]; with a privileged group AIF360's
 * average odds difference; 0 is parity.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.average-odds-difference",
    description =
        "How far apart the groups are in the mean of rightly and wrongly given positive decisions.",
    settings = GroupConfig.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class AverageOddsDifference implements Metric {
  private static final GroupFigure FIGURE = GroupFigure.difference(Rate.AVERAGE_ODDS);

  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return GroupMetric.evaluate(set, settings, FIGURE);
  }

  @Override
  public Basis basis(Settings settings) {
    return GroupMetric.basis(settings, FIGURE);
  }
}
