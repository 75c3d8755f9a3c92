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
 * Correlation of true and predicted class, in [−1, 1], 0 for guessing: Matthews' coefficient, for
 * more classes R_K (Gorodkin 2004, doi 10.1016/j.compbiolchem.2004.09.006; scikit-learn's
 * matthews_corrcoef). Where all rows are of one class, or predicted to be, it is 0, as there.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "quality.matthews-correlation",
    description = "How closely predicted and true class go together; 0 is guessing.")
public final class MatthewsCorrelation implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return Figures.result(set, Agreement::matthews);
  }

  @Override
  public Basis basis(Settings settings) {
    return Basis.counts();
  }
}
