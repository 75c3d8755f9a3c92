package governance.engine.internal.memory;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.ByteBuffer;
import java.util.function.Function;

/**
 * Copies of tensors in the processor's memory that end when they were read. The binding's own way
 * to read from a card leaves a manager behind for each copy, which a long training would collect.
 */
final class HostCopy {
  private HostCopy() {}

  /**
   * Reads a tensor of any type and shape, waiting for its device.
   *
   * @param read makes something of the values, in native byte order; the buffer ends with the call
   */
  static <T> T read(NDArray array, Function<ByteBuffer, T> read) {
    long count = array.size();
    if (count == 0) {
      return read.apply(ByteBuffer.allocate(0));
    }
    boolean recorded = JniUtils.isGradMode();
    JniUtils.setGradMode(false);
    try (NDManager owner = array.getManager().newSubManager(Device.cpu());
        NDArray host = owner.create(new Shape(count), array.getDataType());
        NDArray flat = JniUtils.reshape((PtNDArray) array, new long[] {-1})) {
      JniUtils.indexSet(
          (PtNDArray) host, (PtNDArray) flat, new long[] {0}, new long[] {count}, new long[] {1});
      return read.apply(NativeMemory.of(host));
    } finally {
      JniUtils.setGradMode(recorded);
    }
  }
}
