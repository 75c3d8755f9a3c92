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

/** Smallest over greatest weight of the rows of a group, at least 0; 1 is parity. */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.group-size-ratio",
    description = "Size of the smallest group over that of the largest.",
    settings = GroupConfig.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class GroupSizeRatio implements Metric {
  private static final GroupFigure FIGURE = GroupFigure.ratio(Rate.SIZE);

  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return GroupMetric.evaluate(set, settings, FIGURE);
  }

  @Override
  public Basis basis(Settings settings) {
    return GroupMetric.basis(settings, FIGURE);
  }
}
