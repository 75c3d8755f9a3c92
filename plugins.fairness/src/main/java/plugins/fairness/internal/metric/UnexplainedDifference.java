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
 * Greatest absolute difference in selection rate between two groups that remains when what the
 * given columns explain is taken away, at least 0, 0 is parity: D_all − D_expl with the explained
 * acceptance rate of a stratum the mean of the two groups' rates (Kamiran, Žliobaitė and Calders
 * 2013, doi 10.1007/s10115-012-0584-8). Parts: the difference, what is explained, its share: the
 * explainability of the decision.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.unexplained-difference",
    description =
        "How much of the difference in favourable decisions between groups no given column explains.",
    settings = GroupConfig.class,
    needs = Need.PROTECTED_ATTRIBUTE)
public final class UnexplainedDifference implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    return Explained.evaluate(set, settings);
  }

  @Override
  public Basis basis(Settings settings) {
    return Basis.counts(settings.as(GroupConfig.class).given()).parity(0, Exchange.ALL);
  }
}
