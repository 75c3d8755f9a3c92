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

/** Greatest minus smallest weight of the rows of a group, at least 0; 0 is parity. */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.group-size-difference",
    description = "How much larger the largest group is than the smallest, in rows.",
    settings = GroupConfig.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class GroupSizeDifference implements Metric {
  private static final GroupFigure FIGURE = GroupFigure.difference(Rate.SIZE);

  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return GroupMetric.evaluate(set, settings, FIGURE);
  }

  @Override
  public Basis basis(Settings settings) {
    return GroupMetric.basis(settings, FIGURE);
  }
}
