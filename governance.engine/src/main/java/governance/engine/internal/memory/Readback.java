package governance.engine.internal.memory;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import governance.engine.internal.SuppressForbidden;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads tensors back into Java memory. On an accelerator that waits until everything before it is
 * done, so this is the only place where it happens, and it counts. Thread-safe.
 */
@SuppressForbidden("what is read has left the graph")
public final class Readback {
  private static final AtomicLong COUNT = new AtomicLong();

  private Readback() {}

  /** Returns how often this process has read, which tests compare before and after. */
  public static long count() {
    return COUNT.get();
  }

  /** Returns the values of a float32 tensor in row-major order. */
  public static float[] floats(NDArray array) {
    COUNT.incrementAndGet();
    return array.toFloatArray();
  }

  /** Returns the values of a float64 tensor in row-major order. */
  public static double[] doubles(NDArray array) {
    COUNT.incrementAndGet();
    return array.toDoubleArray();
  }

  /** Returns the values of an int64 tensor in row-major order. */
  public static long[] longs(NDArray array) {
    COUNT.incrementAndGet();
    return array.toLongArray();
  }

  /** Returns the values of an int64 tensor that never was on a device, for which nobody waits. */
  public static long[] marks(NDArray array) {
    if (!array.getDevice().equals(Device.cpu())) {
      throw new IllegalArgumentException("marks on " + array.getDevice());
    }
    return array.toLongArray();
  }
}
