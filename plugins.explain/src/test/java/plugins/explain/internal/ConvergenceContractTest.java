package plugins.explain.internal;

import governance.api.evaluate.Gate;
import governance.testkit.GateContract;
import governance.testkit.GateEvidence;

class ConvergenceContractTest extends GateContract {
  private static final String EXPLAINER = "explain.integrated-gradients";

  @Override
  protected Gate gate() {
    return new Convergence();
  }

  @Override
  protected GateEvidence passing() {
    return GateEvidence.none().explained(EXPLAINER, 0.01);
  }

  @Override
  protected GateEvidence failing() {
    return GateEvidence.none().explained(EXPLAINER, 0.2);
  }
}
