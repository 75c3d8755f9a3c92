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
 * Greatest minus smallest selection rate P(ŷ = positive | group), in [0, 1]; Fairlearn's
 * demographic parity and, as a ratio, the four-fifths rule (29 CFR 1607.4 D); 0 is parity.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.demographic-parity-difference",
    description = "How far apart the groups are in how often they get the favourable decision.",
    settings = GroupConfig.class,
    needs = {Need.PROTECTED_ATTRIBUTE, Need.FAVOURABLE_CLASS})
public final class DemographicParityDifference implements Metric {
  private static final GroupFigure FIGURE = GroupFigure.difference(Rate.SELECTION);

  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return GroupMetric.evaluate(set, settings, FIGURE);
  }

  @Override
  public Basis basis(Settings settings) {
    return GroupMetric.basis(settings, FIGURE);
  }
}
