package ${package};

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import org.osgi.service.component.annotations.Component;

/** The weighted share of rows whose predicted class is wrong, in 0 to 1. */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = "${id}",
    description = "The share of rows whose predicted class is wrong.")
public final class ${className}Metric implements Metric {
  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    double wrong = 0;
    double all = 0;
    long n = 0;
    for (int row = 0; row < set.size(); row++) {
      double weight = set.weight(row);
      all += weight;
      wrong += set.labels()[row] == set.predictions()[row] ? 0 : weight;
      n += weight > 0 ? 1 : 0;
    }
    return all > 0
        ? MetricResult.of(wrong / all, Direction.LOWER_IS_BETTER, n)
        : MetricResult.undefined(Direction.LOWER_IS_BETTER, "no row counts");
  }
}
