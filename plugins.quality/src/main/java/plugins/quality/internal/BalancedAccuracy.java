package plugins.quality.internal;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.evaluate.Basis;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import org.osgi.service.component.annotations.Component;

/**
 * Mean over the classes that occur of their recall, in [0, 1]; as scikit-learn's
 * balanced_accuracy_score.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "quality.balanced-accuracy",
    description =
        "Share of recognised rows, averaged over the classes, so that rare ones count as much as frequent ones.")
public final class BalancedAccuracy implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return Figures.result(set, Figures::balancedAccuracy);
  }

  @Override
  public Basis basis(Settings settings) {
    return Basis.counts();
  }
}
