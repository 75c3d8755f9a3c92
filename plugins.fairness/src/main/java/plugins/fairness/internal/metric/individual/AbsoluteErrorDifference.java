package plugins.fairness.internal.metric.individual;

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
 * Greatest minus smallest mean absolute error |ŷ − y| of a group, at least 0, 0 is parity, for
 * classes whose names are numbers, such as grades (bounded group loss; Agarwal et al. 2019, arXiv
 * 1905.12843). Parts: mean error ŷ − y, with its sign, and root mean squared error of each group.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.absolute-error-difference",
    description = "How far apart the groups are in how far predicted values are off.",
    settings = LossConfig.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class AbsoluteErrorDifference implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return Losses.absolute(set, settings.as(LossConfig.class));
  }

  @Override
  public Basis basis(Settings settings) {
    return Basis.counts().parity(0, Exchange.ALL);
  }
}
