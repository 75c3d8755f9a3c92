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
    if (direct(array)) {
      return array.toFloatArray();
    }
    float[] values = new float[Math.toIntExact(array.size())];
    HostCopy.read(array, memory -> memory.asFloatBuffer().get(values));
    return values;
  }

  /** Returns the values of a float64 tensor in row-major order. */
  public static double[] doubles(NDArray array) {
    COUNT.incrementAndGet();
    if (direct(array)) {
      return array.toDoubleArray();
    }
    double[] values = new double[Math.toIntExact(array.size())];
    HostCopy.read(array, memory -> memory.asDoubleBuffer().get(values));
    return values;
  }

  /** Returns the values of an int64 tensor in row-major order. */
  public static long[] longs(NDArray array) {
    COUNT.incrementAndGet();
    if (direct(array)) {
      return array.toLongArray();
    }
    long[] values = new long[Math.toIntExact(array.size())];
    HostCopy.read(array, memory -> memory.asLongBuffer().get(values));
    return values;
  }

  /** Returns the values of an int64 tensor that never was on a device, for which nobody waits. */
  public static long[] marks(NDArray array) {
    if (!array.getDevice().equals(Device.cpu())) {
      throw new IllegalArgumentException("marks on " + array.getDevice());
    }
    return array.toLongArray();
  }

  private static boolean direct(NDArray array) {
    return Access.of(array.getManager()) == Access.DIRECT;
  }
}
