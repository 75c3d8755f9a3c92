package governance.engine.internal.device;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import java.util.List;
import java.util.Optional;

/**
 * The kernel that adds noise to sums of private steps: key stream, Gaussian numbers, rounding and
 * scaling in one pass over the sums. It is part of the engine's own native library, and draws the
 * bits that the script's operations draw. On a processor the same source computes. Any thread.
 */
public final class NoiseKernel {
  /** System property that says {@code script} where the script's operations are to draw. */
  public static final String PROPERTY = "governance.engine.noise";

  private static volatile boolean loaded;

  private NoiseKernel() {}

  /** The native library is there. */
  static void found() {
    loaded = true;
  }

  /** Returns why the kernel cannot be used on a device, for readers; empty if it can. */
  public static Optional<String> obstacle(Device device) {
    if ("script".equals(System.getProperty(PROPERTY))) {
      return Optional.of(PROPERTY + " is script");
    }
    if (!loaded) {
      return Optional.of("the engine's own native functions are not loaded");
    }
    try {
      most();
      return device.isGpu()
          ? Optional.of(obstacle(device.getDeviceId())).filter(reason -> !reason.isEmpty())
          : Optional.empty();
    } catch (UnsatisfiedLinkError e) {
      return Optional.of("the engine's own native functions are older: build.sh makes them anew");
    }
  }

  /**
   * Adds noise to values from a start, so many, of each sum, rounded to a grid, and multiplies all.
   * Does not wait for the device.
   *
   * @param sums float32, in one piece each, at most {@link #most()}
   * @param key 8 words
   * @param first number of the first value in the step
   * @param deviation in steps of the grid, at most 2^21
   * @param inverse of a step of the grid
   * @param scale a step of the grid, times what the result is multiplied by
   * @throws IllegalStateException if the kernel cannot be started
   */
  public static void add(
      List<NDArray> sums,
      long[] starts,
      long[] counts,
      int[] key,
      long first,
      double deviation,
      double inverse,
      double scale) {
    long[] tensors = sums.stream().mapToLong(sum -> ((PtNDArray) sum).getHandle()).toArray();
    add(tensors, starts, counts, key, first, deviation, inverse, scale);
  }

  /** Returns how many sums one call takes. */
  public static native int most();

  private static native String obstacle(int card);

  /** The tensors are addresses, as the binding keeps them. */
  private static native void add(
      long[] tensors,
      long[] starts,
      long[] counts,
      int[] key,
      long first,
      double deviation,
      double inverse,
      double scale);
}
