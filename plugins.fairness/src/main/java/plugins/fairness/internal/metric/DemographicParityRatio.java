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
 * Smallest over greatest selection rate P(ŷ = positive | group), in [0, 1]; Fairlearn's demographic
 * parity and, as a ratio, the four-fifths rule (29 CFR 1607.4 D); 1 is parity.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.demographic-parity-ratio",
    description =
        "How often the least favoured group gets the favourable decision, over the most favoured one.",
    settings = GroupConfig.class,
    needs = {Need.PROTECTED_ATTRIBUTE, Need.FAVOURABLE_CLASS})
public final class DemographicParityRatio implements Metric {
  private static final GroupFigure FIGURE = GroupFigure.ratio(Rate.SELECTION);

  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return GroupMetric.evaluate(set, settings, FIGURE);
  }

  @Override
  public Basis basis(Settings settings) {
    return GroupMetric.basis(settings, FIGURE);
  }
}
