package examples.adversary;

import governance.api.model.Task;
import governance.api.train.Penalty;
import governance.testkit.PenaltyContract;
import java.util.Map;
import java.util.Set;

class GroupAdversaryTest extends PenaltyContract {
  @Override
  protected Penalty penalty() {
    return new GroupAdversary();
  }

  @Override
  protected Map<String, Object> settings() {
    return Map.of("strength", 0.5);
  }

  /** What is reversed for the model is not for the adversary: the contract looks at both. */
  @Override
  protected double modelGradient() {
    return -0.5;
  }

  @Override
  protected Set<Task> tasks() {
    return Set.of(Task.SEQUENCE_CLASSIFICATION);
  }
}
