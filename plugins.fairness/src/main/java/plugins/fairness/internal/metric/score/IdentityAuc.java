package plugins.fairness.internal.metric.score;

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
 * A quarter each of the overall area under the curve and of the generalized means (power -5) over
 * groups of subgroup, BPSN and BNSP area, in [0, 1], higher is better (Borkan et al. 2019, arXiv
 * 1903.04561; the final metric of the Jigsaw challenge). BPSN: positives outside against negatives
 * in the group; BNSP: positives in the group against negatives outside.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.identity-auc",
    description =
        "How well scores tell the class from others, within groups and between a group and all others.",
    settings = IdentityConfig.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class IdentityAuc implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return IdentityAreas.evaluate(set, settings.as(IdentityConfig.class));
  }

  @Override
  public Basis basis(Settings settings) {
    return Basis.rows();
  }
}
