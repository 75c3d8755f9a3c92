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
 * Greatest of a group's share of the rejected rows minus its share of the accepted ones, in [−1,
 * 1], 0 is parity; with columns given the mean within strata by size: conditional demographic
 * disparity (Wachter et al. 2021, arXiv 2005.05906). Parts: each group; the mean over groups by
 * size, AIF360's conditional_demographic_disparity.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.demographic-disparity",
    description = "How much more of the rejected than of the accepted rows a group is.",
    settings = GroupConfig.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class DemographicDisparity implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return Disparity.evaluate(set, settings);
  }

  @Override
  public Basis basis(Settings settings) {
    return Basis.counts(settings.as(GroupConfig.class).given()).parity(0, Exchange.ALL);
  }
}
