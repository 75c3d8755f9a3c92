package plugins.fairness.internal.transform;

import governance.api.data.DatasetTransform;
import governance.testkit.TransformContract;

class FairWeightsContractTest extends TransformContract {
  @Override
  protected DatasetTransform transform() {
    return new FairWeights();
  }
}
