package plugins.privacy.internal.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import governance.api.evaluate.Gate;
import governance.api.evaluate.GateStatus;
import governance.testkit.GateContract;
import governance.testkit.GateEvidence;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttackBoundContractTest extends GateContract {
  private static GateEvidence evidence(double lower) {
    return GateEvidence.none()
        .metric(EpsilonLowerBound.ID, 0, lower)
        .spending(Map.of("epsilon", 3.0, "delta", 1e-5));
  }

  @Override
  protected Gate gate() {
    return new AttackBound();
  }

  @Override
  protected GateEvidence passing() {
    return evidence(0.8);
  }

  @Override
  protected GateEvidence failing() {
    return evidence(3.1);
  }

  @Test
  void withoutAnAccountItDoesNotApply() {
    GateEvidence unaccounted = evidence(0.8).spending(Map.of());
    assertEquals(GateStatus.NOT_APPLICABLE, gate().evaluate(unaccounted).status());
  }
}
