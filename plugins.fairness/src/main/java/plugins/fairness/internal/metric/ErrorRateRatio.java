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

/** Smallest over greatest error rate of a group, in [0, 1]; 1 is parity. */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.error-rate-ratio",
    description = "Smallest over greatest share of wrong decisions between groups.",
    settings = GroupConfig.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class ErrorRateRatio implements Metric {
  private static final GroupFigure FIGURE = GroupFigure.ratio(Rate.ERROR);

  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return GroupMetric.evaluate(set, settings, FIGURE);
  }

  @Override
  public Basis basis(Settings settings) {
    return GroupMetric.basis(settings, FIGURE);
  }
}
