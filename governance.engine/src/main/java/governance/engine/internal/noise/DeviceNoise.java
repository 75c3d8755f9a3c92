package governance.engine.internal.noise;

import ai.djl.ndarray.NDArray;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Draws the noise of one step where the sums are, without waiting for the device: the key stream of
 * ChaCha20, whose values are numbered through all sums. Sums are taken together, or cut, so that a
 * call has much to do. Used once, by one thread, with grad mode off.
 */
final class DeviceNoise {
  /** Bytes of a key (RFC 8439, section 2.3). */
  static final int KEY_BYTES = 32;

  private final NoiseForm form;
  private final int[] key = new int[KEY_BYTES / Integer.BYTES];
  private final double deviation;
  private final double grid;
  private final double factor;
  private final List<NDArray> sums = new ArrayList<>();
  private final List<Long> starts = new ArrayList<>();
  private final List<Long> counts = new ArrayList<>();
  private long values;
  private long first;
  private boolean used;

  /**
   * Prepares the noise of one step.
   *
   * @param key bytes that are used for nothing else, which are cleared
   * @param deviation above 0
   * @param grid what sum and noise are whole multiples of
   * @param factor what the result is multiplied by
   */
  DeviceNoise(NoiseForm form, byte[] key, double deviation, double grid, double factor) {
    this.form = form;
    this.deviation = deviation;
    this.grid = grid;
    this.factor = factor;
    ByteBuffer bytes = ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < this.key.length; i++) {
      this.key[i] = bytes.getInt();
    }
    Arrays.fill(key, (byte) 0);
  }

  /**
   * Adds noise to sums, then multiplies by the factor. The key ends with it.
   *
   * @throws IllegalStateException if this was done before: noise would come twice
   */
  void add(List<NDArray> all) {
    if (used) {
      throw new IllegalStateException("the key of a step is used once");
    }
    used = true;
    try {
      all.forEach(this::take);
      draw();
    } finally {
      Arrays.fill(key, 0);
    }
  }

  private void take(NDArray sum) {
    long size = sum.size();
    for (long from = 0; from < size; ) {
      long count = Math.min(size - from, form.mostValues() - values);
      sums.add(sum);
      starts.add(from);
      counts.add(count);
      values += count;
      from += count;
      if (values == form.mostValues() || sums.size() == form.mostParts()) {
        draw();
      }
    }
  }

  private void draw() {
    if (values == 0) {
      return;
    }
    form.add(
        new NoiseForm.Call(
            List.copyOf(sums),
            array(starts),
            array(counts),
            key,
            first,
            deviation / grid,
            grid,
            factor));
    first += values;
    sums.clear();
    starts.clear();
    counts.clear();
    values = 0;
  }

  private static long[] array(List<Long> list) {
    return list.stream().mapToLong(Long::longValue).toArray();
  }
}
