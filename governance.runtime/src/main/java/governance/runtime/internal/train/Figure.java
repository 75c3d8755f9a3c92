package governance.runtime.internal.train;

import governance.api.evaluate.Direction;
import governance.runtime.internal.store.Tree;
import java.util.Map;

/**
 * A metric on the validation rows at the end of an epoch.
 *
 * @param step steps done
 * @param epoch epochs done
 * @param metric the metric's id
 * @param value the figure, NaN where it is not defined
 * @param direction which way it is better
 */
public record Figure(long step, int epoch, String metric, double value, Direction direction) {
  /** Returns the figure as it is written to evidence. */
  public Map<String, Object> tree() {
    return Tree.of("step", step, "epoch", epoch, "metric", metric, "value", value);
  }
}
