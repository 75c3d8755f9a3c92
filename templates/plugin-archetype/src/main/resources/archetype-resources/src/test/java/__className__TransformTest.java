package ${package};

import governance.api.data.DatasetTransform;
import governance.testkit.TransformContract;

class ${className}TransformTest extends TransformContract {
  @Override
  protected DatasetTransform transform() {
    return new ${className}Transform();
  }
}
