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

/**
 * Greatest minus smallest accuracy of a group among the rows whose predicted class has the highest
 * scores, in [0, 1], 0 is parity (Jones et al. 2021, arXiv 2010.14134). Rows that tie at the border
 * count in part. Parts: the coverage of each group.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.selective-accuracy-difference",
    description =
        "How far apart the groups are in how often decisions are right, where only sure ones are made.",
    settings = SelectiveConfig.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class SelectiveAccuracyDifference implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return Selective.evaluate(set, settings.as(SelectiveConfig.class));
  }

  @Override
  public Basis basis(Settings settings) {
    return Basis.rows().parity(0, Exchange.ALL);
  }
}
