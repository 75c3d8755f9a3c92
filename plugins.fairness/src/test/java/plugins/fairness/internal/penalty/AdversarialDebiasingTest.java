package plugins.fairness.internal.penalty;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.model.Task;
import governance.api.train.Penalty;
import governance.testkit.PenaltyCase;
import governance.testkit.PenaltyContract;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AdversarialDebiasingTest {
  /** The adversary's own gradient works against the value that the model lowers. */
  abstract static class OfAdversaries extends PenaltyContract {
    @Override
    protected Penalty penalty() {
      return new AdversarialDebiasing();
    }

    @Override
    protected Set<Task> tasks() {
      return Set.of(Task.SEQUENCE_CLASSIFICATION);
    }

    @Override
    protected double ownGradient() {
      return -1;
    }
  }

  @Nested
  class OfLogits extends OfAdversaries {}

  @Nested
  class WithTheTrueClass extends OfAdversaries {
    @Override
    protected Map<String, Object> settings() {
      return Map.of("notion", "equalized_odds", "hidden", 0, "columns", List.of("sex"));
    }
  }

  @Nested
  class OfRepresentations extends OfAdversaries {
    @Override
    protected Map<String, Object> settings() {
      return Map.of("notion", "equal_opportunity", "reads", "representation", "strength", 0.5);
    }

    @Override
    protected double modelGradient() {
      return 0.5;
    }
  }

  @Test
  void anUnknownColumnIsRefused() {
    PenaltyCase batch = PenaltyCase.regular(Task.SEQUENCE_CLASSIFICATION);
    GovernanceException e =
        assertThrows(
            GovernanceException.class,
            () ->
                new AdversarialDebiasing()
                    .prepare(batch.setup(Map.of("columns", List.of("race")))));
    assertTrue(e.getMessage().contains("race"), e.getMessage());
  }
}
