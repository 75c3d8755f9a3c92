package governance.engine.internal.train;

import ai.djl.ndarray.NDArray;
import governance.engine.internal.script.ScriptModule;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws noise where the sums are, without waiting for the device: the key stream of ChaCha20 in the
 * script's whole numbers. Sums are taken together, or cut, so that a call has much to do and takes
 * little memory. Used by one thread, with grad mode off.
 */
final class DeviceNoise {
  /** Bytes of a key (RFC 8439, section 2.3). */
  static final int KEY_BYTES = 32;

  /** Values of one call, which take about 60 bytes each while they are drawn. */
  private static final int MOST = 1 << 22;

  /** Words of a pair of values and of a block, as the script has it. */
  private static final int PAIR_WORDS = 5;

  private static final int BLOCK_WORDS = 16;

  /** A key is used for one step, so the nonce need not change. */
  private static final long[] NONCE = {0, 0, 0};

  private final ScriptModule script;
  private final long[] key = new long[KEY_BYTES / Integer.BYTES];
  private final double deviation;
  private final double grid;
  private final double factor;
  private final List<NDArray> sums = new ArrayList<>();
  private final List<Long> starts = new ArrayList<>();
  private final List<Long> counts = new ArrayList<>();
  private long values;
  private long counter;

  /**
   * Prepares the noise of one step.
   *
   * @param key bytes that are used for nothing else
   * @param deviation above 0
   * @param grid what sum and noise are whole multiples of
   * @param factor what the result is multiplied by
   */
  DeviceNoise(ScriptModule script, byte[] key, double deviation, double grid, double factor) {
    this.script = script;
    this.deviation = deviation;
    this.grid = grid;
    this.factor = factor;
    ByteBuffer bytes = ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < this.key.length; i++) {
      this.key[i] = bytes.getInt();
    }
  }

  /** Adds noise to sums, then multiplies by the factor. */
  void add(List<NDArray> all) {
    for (NDArray sum : all) {
      long size = sum.size();
      for (long from = 0; from < size; ) {
        long count = Math.min(size - from, MOST - values);
        sums.add(sum);
        starts.add(from);
        counts.add(count);
        values += count;
        from += count;
        if (values == MOST) {
          draw();
        }
      }
    }
    draw();
  }

  private void draw() {
    if (values == 0) {
      return;
    }
    long next = counter + ((values + 1) / 2 * PAIR_WORDS + BLOCK_WORDS - 1) / BLOCK_WORDS;
    if (next > 1L << 32) {
      throw new IllegalStateException("a step needs more than 2^32 blocks of noise");
    }
    var call = script.call("noise_add").with(sums).with(array(starts)).with(array(counts));
    call.with(key).with(NONCE).with((long) (int) counter).with(deviation / grid);
    call.with(1 / grid).with(grid * factor).one(sums.get(0).getManager()).close();
    counter = next;
    sums.clear();
    starts.clear();
    counts.clear();
    values = 0;
  }

  private static long[] array(List<Long> list) {
    return list.stream().mapToLong(Long::longValue).toArray();
  }
}
