package governance.engine.internal.service;

import ai.djl.pytorch.jni.JniUtils;
import governance.api.model.Tensor;
import governance.engine.TensorScope;
import governance.engine.internal.tensor.TensorSpace;

/** A scope of float64 tensors; gradients are recorded on its thread until it is closed. */
final class OwnScope implements TensorScope {
  private final TensorSpace space;
  private final boolean before;

  OwnScope(Host host) {
    space = new TensorSpace(host.script(), host.manager("cpu"));
    before = JniUtils.isGradMode();
    JniUtils.setGradMode(true);
  }

  @Override
  public Tensor constant(double[] values, long... shape) {
    return space.constant64(values, shape);
  }

  @Override
  public Tensor variable(double[] values, long... shape) {
    return space.variable64(values, shape);
  }

  @Override
  public void close() {
    JniUtils.setGradMode(before);
    space.close();
  }
}
