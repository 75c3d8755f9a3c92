package plugins.privacy.internal.attack;

import governance.api.evaluate.AttackMetric;
import governance.api.model.Task;
import governance.testkit.AttackMetricContract;
import java.util.Set;

class EpsilonLowerBoundContractTest extends AttackMetricContract {
  @Override
  protected AttackMetric metric() {
    return new EpsilonLowerBound();
  }

  @Override
  protected Set<Task> tasks() {
    return Set.of(Task.values());
  }
}
