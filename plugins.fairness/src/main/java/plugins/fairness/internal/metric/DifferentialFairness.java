package plugins.fairness.internal.metric;

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
 * Greatest |ln(p / q)| of the probabilities of a predicted class in two intersections of all
 * protected columns, at least 0, 0 is parity: ε of smoothed empirical differential fairness, with
 * (count + c / classes) / (rows + c), c the concentration (Foulds et al. 2020, arXiv 1807.08362,
 * eq. 8). Parts: each column alone, the labels, and the difference to them: bias amplification.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.differential-fairness",
    description =
        "By what factor the chance of any decision may differ between intersections of groups.",
    settings = DifferentialConfig.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class DifferentialFairness implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return Differential.evaluate(set, settings.as(DifferentialConfig.class));
  }

  @Override
  public Basis basis(Settings settings) {
    return Basis.counts().parity(0, Exchange.ALL);
  }
}
