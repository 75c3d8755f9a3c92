package ${package};

import governance.api.evaluate.Gate;
import governance.testkit.GateContract;
import governance.testkit.GateEvidence;

class ${className}GateTest extends GateContract {
  @Override
  protected Gate gate() {
    return new ${className}Gate();
  }

  @Override
  protected GateEvidence passing() {
    return GateEvidence.none().metric("quality.accuracy", 0.7, 0.8);
  }

  @Override
  protected GateEvidence failing() {
    return GateEvidence.none().metric("quality.accuracy", 0.8, 0.7);
  }
}
