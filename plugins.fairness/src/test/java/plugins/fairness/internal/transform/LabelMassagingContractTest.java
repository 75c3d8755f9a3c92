package plugins.fairness.internal.transform;

import governance.api.data.DatasetTransform;
import governance.testkit.TransformContract;

class LabelMassagingContractTest extends TransformContract {
  @Override
  protected DatasetTransform transform() {
    return new LabelMassaging();
  }
}
