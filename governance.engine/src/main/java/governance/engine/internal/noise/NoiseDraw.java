package governance.engine.internal.noise;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * What a thread draws with: random bits and memory for a few numbers, used again and again, little
 * enough for the processor's nearest cache. Loops are written so that the compiler can turn them
 * into vector instructions.
 */
final class NoiseDraw {
  /** Numbers drawn at once. */
  static final int MOST = 2 * KeyStream.CHUNK;

  /** The float that has the bits {@link #UNITS}; each unit of its last place is 1. */
  static final float WHOLE = 1 << 23;

  private static final int UNITS = 0x4b000000;

  private static final byte[] NO_KEY = new byte[16];

  private final KeyStream stream = new KeyStream(NO_KEY, 0);
  private final int[] units = new int[MOST];
  private final IntBuffer asInts;
  private final FloatBuffer asFloats;
  private long[] flags = new long[0];

  /** Bits for what few numbers need. */
  final KeyStream rare = new KeyStream(NO_KEY, 0);

  /** 32 bits for each number. */
  final int[] drawn = new int[MOST];

  /** Where each number lies in its cell, plus {@link #WHOLE}. */
  final float[] places = new float[MOST];

  /** The numbers. */
  final float[] numbers = new float[MOST];

  /** Indices of the numbers that were chosen to be drawn otherwise. */
  final int[] open = new int[MOST + 2];

  NoiseDraw() {
    ByteBuffer memory = ByteBuffer.allocate(MOST * Integer.BYTES).order(ByteOrder.nativeOrder());
    asInts = memory.asIntBuffer();
    asFloats = memory.asFloatBuffer();
  }

  /** Goes to the beginning of a key's stream. */
  void begin(byte[] key, int number) {
    stream.begin(key, number);
    rare.begin(key, ~number);
  }

  /** Draws bits for all numbers. */
  void bits() {
    stream.fill(drawn);
  }

  /** Makes places from so many low bits of what was drawn. */
  void places(int bits, int count) {
    int mask = (1 << bits) - 1;
    for (int i = 0; i < count; i++) {
      units[i] = UNITS | drawn[i] & mask;
    }
    // as memory: the compiler has no vectors for the conversion
    asInts.put(0, units, 0, count);
    asFloats.get(0, places, 0, count);
  }

  /**
   * Chooses numbers, each with the probability that so many bits are 0.
   *
   * @return how many, whose indices are the first in {@link #open}
   */
  int open(int count, int bits) {
    int words = (count + Long.SIZE - 1) / Long.SIZE;
    if (flags.length != MOST / Long.SIZE * bits) {
      flags = new long[MOST / Long.SIZE * bits];
    }
    stream.fill(flags);
    int found = 0;
    for (int word = 0; word < words; word++) {
      long any = 0;
      for (int bit = 0; bit < bits; bit++) {
        any |= flags[word * bits + bit];
      }
      found = add(~any, word * Long.SIZE, found);
    }
    while (found > 0 && open[found - 1] >= count) {
      found--;
    }
    return found;
  }

  /** Writes down the bits that are set: two always, as a branch for so few costs more. */
  private int add(long set, int from, int found) {
    int count = Long.bitCount(set);
    open[found] = from + Long.numberOfTrailingZeros(set);
    long rest = set & set - 1;
    open[found + 1] = from + Long.numberOfTrailingZeros(rest);
    for (int i = 2; i < count; i++) {
      rest &= rest - 1;
      open[found + i] = from + Long.numberOfTrailingZeros(rest);
    }
    return found + count;
  }
}
