package ${package};

import governance.api.inspect.DataAnalysis;
import governance.testkit.DataAnalysisContract;

class ${className}DataAnalysisTest extends DataAnalysisContract {
  @Override
  protected DataAnalysis analysis() {
    return new ${className}DataAnalysis();
  }
}
