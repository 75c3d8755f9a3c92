package plugins.privacy.internal.attack;

import governance.api.evaluate.AttackMetric;
import governance.testkit.AttackMetricContract;

class AttributeAdvantageContractTest extends AttackMetricContract {
  @Override
  protected AttackMetric metric() {
    return new AttributeAdvantage();
  }
}
