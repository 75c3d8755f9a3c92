package governance.engine.internal.memory;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.ByteBuffer;

/**
 * The memory of a contiguous CPU tensor as a buffer: reads and writes go straight to the tensor.
 * Tensors that may live elsewhere are reached by {@link Values}.
 */
public final class NativeMemory {
  private NativeMemory() {}

  /**
   * Views the memory of a tensor, in native byte order. The array must outlive every use of the
   * view, and must not be written while an operation of another thread reads it.
   */
  public static ByteBuffer of(NDArray array) {
    if (!array.getDevice().equals(Device.cpu())) {
      throw new IllegalStateException("memory of a tensor on " + array.getDevice());
    }
    return JniUtils.getByteBuffer((PtNDArray) array, true);
  }
}
