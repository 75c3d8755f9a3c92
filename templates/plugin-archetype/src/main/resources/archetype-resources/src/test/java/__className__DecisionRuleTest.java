package ${package};

import governance.api.evaluate.DecisionRule;
import governance.testkit.DecisionRuleContract;

class ${className}DecisionRuleTest extends DecisionRuleContract {
  @Override
  protected DecisionRule rule() {
    return new ${className}DecisionRule();
  }
}
