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
 * Agreement of true and predicted class beyond what chance gives, at most 1, 0 for chance: (p_o −
 * p_e) / (1 − p_e) (Cohen 1960, doi 10.1177/001316446002000104; scikit-learn's cohen_kappa_score).
 * Not defined where chance agrees always.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "quality.cohens-kappa",
    description = "How much more often the predicted class is right than by chance.")
public final class CohensKappa implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    MetricResult result = Figures.result(set, Agreement::kappa);
    return result.defined() || !result.note().isEmpty()
        ? result
        : MetricResult.undefined(result.direction(), "all rows are of one class and predicted so")
            .withGroups(result.groups());
  }

  @Override
  public Basis basis(Settings settings) {
    return Basis.counts();
  }
}
