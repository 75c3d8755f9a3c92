package ${package};

import governance.api.explain.Explainer;
import governance.api.model.Task;
import governance.testkit.ExplainerContract;
import java.util.Set;

class ${className}ExplainerTest extends ExplainerContract {
  @Override
  protected Explainer explainer() {
    return new ${className}Explainer();
  }

  @Override
  protected Set<Task> tasks() {
    return Set.of(Task.SEQUENCE_CLASSIFICATION);
  }
}
