package plugins.quality.internal;

import governance.api.Contribution;
import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.evaluate.Basis;
import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import java.util.Arrays;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * What the decisions cost on average: Σ w c(y) [ŷ ≠ y] / Σ w, where c(y) is the cost of mistaking a
 * row of class y, 1 where none is given; at least 0, in the unit of the costs, lower is better.
 * With no costs it is the share of wrong decisions. Source: Elkan 2001, The foundations of
 * cost-sensitive learning, section 1.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "quality.expected-cost",
    description =
        "Mean cost of a decision, where mistakes on some classes cost more than on others.",
    settings = ExpectedCost.Config.class)
public final class ExpectedCost implements Metric {
  /** The settings. */
  @ObjectClassDefinition(
      name = "Expected cost",
      description = "Mean cost of a decision, by what mistaking a row of each class costs.")
  @interface Config {
    /** Costs of classes. */
    @AttributeDefinition(
        description =
            "What mistaking a row of a class costs, each class=cost with a cost of at least 0, such"
                + " as bad=5; classes that are not named cost 1.")
    String[] costs() default {};
  }

  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    double[] costs = costs(set, settings.as(Config.class).costs());
    return Figures.result(set, Direction.LOWER_IS_BETTER, counts -> mean(counts, costs));
  }

  @Override
  public Basis basis(Settings settings) {
    return Basis.counts();
  }

  private static double mean(Confusion counts, double[] costs) {
    double sum = 0;
    for (int label = 0; label < costs.length; label++) {
      sum += costs[label] * (counts.truth(label) - counts.hits(label));
    }
    return sum / counts.total();
  }

  private static double[] costs(EvaluationSet set, String[] setting) {
    double[] costs = new double[set.classes().size()];
    Arrays.fill(costs, 1);
    for (String pair : setting) {
      int at = pair.lastIndexOf('=');
      int label = at < 0 ? -1 : set.classes().indexOf(pair.substring(0, at).strip());
      double cost = label < 0 ? -1 : number(pair.substring(at + 1));
      if (!(cost >= 0 && Double.isFinite(cost))) {
        throw GovernanceException.spec(
            "quality.expected-cost setting costs",
            "got \"" + pair + "\"",
            "class=cost with a finite cost of at least 0 and a class among " + set.classes(),
            "Correct it");
      }
      costs[label] = cost;
    }
    return costs;
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
