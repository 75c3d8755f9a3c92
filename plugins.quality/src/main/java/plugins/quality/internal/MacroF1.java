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
 * Mean F1 over the classes that occur or are predicted, in [0, 1]; as scikit-learn's f1_score with
 * macro average and zero division 0.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "quality.macro-f1",
    description = "Balance of precision and recall (F1), averaged over the classes.")
public final class MacroF1 implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return Figures.result(set, Figures::macroF1);
  }

  @Override
  public Basis basis(Settings settings) {
    return Basis.counts();
  }
}
