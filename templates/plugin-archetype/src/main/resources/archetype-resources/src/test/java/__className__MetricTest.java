package ${package};

import governance.api.evaluate.Metric;
import governance.testkit.MetricContract;

class ${className}MetricTest extends MetricContract {
  @Override
  protected Metric metric() {
    return new ${className}Metric();
  }
}
