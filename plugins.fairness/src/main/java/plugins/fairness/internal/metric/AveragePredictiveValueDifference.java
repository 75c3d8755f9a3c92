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
 * Greatest minus smallest (PPV + FOR) / 2 of a group, in [0, 1]; with a privileged group AIF360's
 * average predictive value difference; 0 is parity.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.average-predictive-value-difference",
    description =
        "How far apart the groups are in the mean of positive predictive value and false omission rate.",
    settings = GroupConfig.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class AveragePredictiveValueDifference implements Metric {
  private static final GroupFigure FIGURE = GroupFigure.difference(Rate.AVERAGE_PREDICTIVE);

  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return GroupMetric.evaluate(set, settings, FIGURE);
  }

  @Override
  public Basis basis(Settings settings) {
    return GroupMetric.basis(settings, FIGURE);
  }
}
