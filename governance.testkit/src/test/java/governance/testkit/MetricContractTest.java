package governance.testkit;

import governance.api.evaluate.Direction;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;

/** The contract holds for a plain metric: the weighted share of rows of the class 0. */
class MetricContractTest extends MetricContract {
  @Override
  protected Metric metric() {
    return (set, settings) -> {
      double zeros = 0;
      double total = 0;
      for (int row = 0; row < set.size(); row++) {
        total += set.weight(row);
        zeros += set.labels()[row] == 0 ? set.weight(row) : 0;
      }
      return total == 0
          ? MetricResult.undefined(Direction.NEUTRAL, "no rows")
          : MetricResult.of(zeros / total, Direction.NEUTRAL, set.size());
    };
  }
}
