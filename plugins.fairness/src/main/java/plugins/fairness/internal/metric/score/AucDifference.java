package plugins.fairness.internal.metric.score;

import governance.api.Contribution;
import governance.api.Contribution.Need;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.evaluate.Basis;
import governance.api.evaluate.Basis.Exchange;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import org.osgi.service.component.annotations.Component;

/** Greatest minus smallest area under the ROC curve within a group, in [0, 1], 0 is parity. */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.auc-difference",
    description =
        "How far apart the groups are in how well scores tell the class from others within the group.",
    settings = ScoreConfig.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class AucDifference implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    ScoreConfig config = settings.as(ScoreConfig.class);
    Scored scored = Scored.of(set, config.positive());
    return scored.difference(
        set,
        Scored.asked(config),
        "area under the curve",
        (groups, more) -> {
          GroupAreas areas = GroupAreas.of(set, groups, scored);
          return java.util.stream.IntStream.range(0, areas.size())
              .mapToDouble(areas::subgroup)
              .toArray();
        });
  }

  @Override
  public Basis basis(Settings settings) {
    return Basis.rows().parity(0, Exchange.SAME_LABEL);
  }
}
