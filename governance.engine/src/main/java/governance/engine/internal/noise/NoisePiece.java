package governance.engine.internal.noise;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Some values of a sum that get noise together.
 *
 * @param values the sum
 * @param held rows that hold values while the others count as 0, or null if all do
 * @param width values of a row
 * @param from index of the first
 * @param count how many
 */
record NoisePiece(FloatBuffer values, BitSet held, int width, int from, int count) {
  /** Cuts a sum into pieces of some values at most. */
  static void cut(FloatBuffer values, BitSet held, int width, int most, List<NoisePiece> pieces) {
    int all = values.limit();
    for (int from = 0; from < all; from += most) {
      pieces.add(new NoisePiece(values, held, width, from, Math.min(most, all - from)));
    }
  }

  /** Returns a part of it. */
  NoisePiece part(int at, int most) {
    return new NoisePiece(values, held, width, from + at, Math.min(most, count - at));
  }

  /** Whether all its values count as 0. */
  boolean empty() {
    if (held == null) {
      return false;
    }
    int row = held.nextSetBit(from / width);
    return row < 0 || row * width >= from + count;
  }

  /** Reads the values into the beginning of an array; returns the greatest magnitude. */
  float read(float[] target) {
    if (held == null) {
      values.get(from, target, 0, count);
      return greatest(target, 0, count);
    }
    Arrays.fill(target, 0, count, 0);
    float most = 0;
    int end = from + count;
    int row = held.nextSetBit(from / width);
    while (row >= 0 && row * width < end) {
      int first = Math.max(from, row * width);
      int last = Math.min(end, (row + 1) * width);
      values.get(first, target, first - from, last - first);
      most = Math.max(most, greatest(target, first - from, last - from));
      row = held.nextSetBit(row + 1);
    }
    return most;
  }

  /** Not a number if a value is none. */
  private static float greatest(float[] values, int from, int to) {
    float most = 0;
    for (int i = from; i < to; i++) {
      most = Math.max(most, Math.abs(values[i]));
    }
    return most;
  }

  /** Writes them back. */
  void write(float[] source) {
    values.put(from, source, 0, count);
  }
}
