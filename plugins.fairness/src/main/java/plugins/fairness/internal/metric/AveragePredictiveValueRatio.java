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
 * Smallest over greatest (PPV + FOR) / 2 of a group, in [0, 1]; with a privileged group AIF360's
 * average predictive value difference; 1 is parity.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.average-predictive-value-ratio",
    description =
        "Smallest over greatest mean of positive predictive value and false omission rate.",
    settings = GroupConfig.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class AveragePredictiveValueRatio implements Metric {
  private static final GroupFigure FIGURE = GroupFigure.ratio(Rate.AVERAGE_PREDICTIVE);

  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return GroupMetric.evaluate(set, settings, FIGURE);
  }

  @Override
  public Basis basis(Settings settings) {
    return GroupMetric.basis(settings, FIGURE);
  }
}
