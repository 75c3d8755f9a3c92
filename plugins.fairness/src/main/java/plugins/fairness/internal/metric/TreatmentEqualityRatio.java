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

/**
 * Smallest over greatest number of false negatives per false positive in a group, at least 0
 * (treatment equality; Berk et al. 2018, arXiv 1703.09207); 1 is parity.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.treatment-equality-ratio",
    description = "Smallest over greatest number of missed positives for each one wrongly claimed.",
    settings = GroupConfig.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class TreatmentEqualityRatio implements Metric {
  private static final GroupFigure FIGURE = GroupFigure.ratio(Rate.TREATMENT);

  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return GroupMetric.evaluate(set, settings, FIGURE);
  }

  @Override
  public Basis basis(Settings settings) {
    return GroupMetric.basis(settings, FIGURE);
  }
}
