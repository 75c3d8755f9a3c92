package compat.sample.internal;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

/** Share of rows whose prediction is their label. */
@Component(scope = ServiceScope.PROTOTYPE)
@Contribution(kind = Kind.METRIC, id = "compat.agreement")
public final class Agreement implements Metric {
  static final String ID = "compat.agreement";

  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    double right = 0;
    double all = 0;
    for (int row = 0; row < set.size(); row++) {
      right += set.labels()[row] == set.predictions()[row] ? set.weight(row) : 0;
      all += set.weight(row);
    }
    return all == 0
        ? MetricResult.undefined(Direction.HIGHER_IS_BETTER, "no rows")
        : MetricResult.of(right / all, Direction.HIGHER_IS_BETTER, set.size());
  }
}
