package ${package};

import governance.api.train.GradientPolicy;
import governance.testkit.GradientPolicyContract;

class ${className}GradientPolicyTest extends GradientPolicyContract {
  @Override
  protected GradientPolicy policy() {
    return new ${className}GradientPolicy();
  }
}
