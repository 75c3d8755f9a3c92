package governance.engine.internal.tensor;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import governance.api.model.Tensor;
import governance.engine.internal.TestDevice;
import governance.engine.internal.script.ScriptModule;
import java.util.function.Consumer;

/** The native library for tests of this package: one module a JVM, one space a call. */
final class Native {
  private static final NDManager ROOT = TestDevice.root();
  private static final ScriptModule SCRIPT = ScriptModule.load(ROOT);

  private Native() {}

  static void in(Consumer<TensorSpace> test) {
    JniUtils.setGradMode(true);
    try (TensorSpace space = new TensorSpace(SCRIPT, ROOT)) {
      test.accept(space);
    } finally {
      JniUtils.setGradMode(false);
    }
  }

  static Tensor of(TensorSpace space, long[] shape, double... values) {
    return space.variable64(values, shape);
  }
}
