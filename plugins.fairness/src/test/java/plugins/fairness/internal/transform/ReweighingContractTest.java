package plugins.fairness.internal.transform;

import governance.api.data.DatasetTransform;
import governance.testkit.TransformContract;

class ReweighingContractTest extends TransformContract {
  @Override
  protected DatasetTransform transform() {
    return new Reweighing();
  }
}
