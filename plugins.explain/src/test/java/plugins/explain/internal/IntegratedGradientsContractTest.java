package plugins.explain.internal;

import governance.api.explain.Explainer;
import governance.testkit.ExplainerContract;

class IntegratedGradientsContractTest extends ExplainerContract {
  @Override
  protected Explainer explainer() {
    return new IntegratedGradients();
  }
}
