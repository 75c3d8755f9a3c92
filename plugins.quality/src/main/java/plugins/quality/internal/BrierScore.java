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
 * Mean squared difference of scores from what came true, Σ over classes (p − [y = class])², halved
 * for two classes, in [0, 1], for more in [0, 2], 0 is best (Brier 1950; scikit-learn's
 * brier_score_loss).
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "quality.brier-score",
    description = "How far scores are from what came true, by their square.")
public final class BrierScore implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return Brier.evaluate(set);
  }

  @Override
  public Basis basis(Settings settings) {
    return Basis.rows();
  }
}
