package governance.engine.internal.memory;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.security.MessageDigest;

/**
 * Values that are copied. Only as much of the processor's memory is taken as these values need, and
 * it is given back with the call. Each copy waits for the device, so this is for files and the
 * start of a run, not for steps.
 */
record StagedValues(NDArray array, int from, int count) implements Values {
  private static final long[] EACH = {1};

  @Override
  public <E extends Exception> void read(Use<E> use) throws E {
    staged(true, false, floats(use));
  }

  @Override
  public <E extends Exception> void write(Use<E> use) throws E {
    staged(false, true, floats(use));
  }

  @Override
  public <E extends Exception> void change(Use<E> use) throws E {
    staged(true, true, floats(use));
  }

  @Override
  public void update(MessageDigest digest) {
    staged(true, false, host -> digest.update(NativeMemory.of(host)));
  }

  private static <E extends Exception> OnHost<E> floats(Use<E> use) {
    return host -> use.on(NativeMemory.of(host).asFloatBuffer());
  }

  private <E extends Exception> void staged(boolean in, boolean out, OnHost<E> use) throws E {
    boolean recorded = JniUtils.isGradMode();
    // writing to what requires a gradient is for sections that autograd does not record
    JniUtils.setGradMode(false);
    try (NDManager owner = array.getManager().newSubManager(Device.cpu());
        NDArray host = owner.create(new Shape(count), DataType.FLOAT32);
        NDArray flat = JniUtils.reshape((PtNDArray) array, new long[] {-1})) {
      if (in) {
        try (NDArray part = JniUtils.slice((PtNDArray) flat, 0, from, (long) from + count, 1)) {
          copy(host, 0, part);
        }
      }
      use.on(host);
      if (out) {
        copy(flat, from, host);
      }
    } finally {
      JniUtils.setGradMode(recorded);
    }
  }

  /** Copies between devices, into the values from an index on. */
  private void copy(NDArray to, long first, NDArray values) {
    JniUtils.indexSet(
        (PtNDArray) to, (PtNDArray) values, new long[] {first}, new long[] {first + count}, EACH);
  }

  @FunctionalInterface
  private interface OnHost<E extends Exception> {
    void on(NDArray host) throws E;
  }
}
