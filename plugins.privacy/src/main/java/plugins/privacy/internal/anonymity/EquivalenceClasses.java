package plugins.privacy.internal.anonymity;

import java.util.Arrays;
import java.util.List;

/**
 * Rows with equal quasi-identifiers together.
 *
 * @param rows all rows, class after class
 * @param starts where each class begins in {@code rows}, and the number of rows at the end
 */
record EquivalenceClasses(int[] rows, int[] starts) {
  private static final long ROOM = 1L << 62;

  /**
   * Groups rows.
   *
   * @param size how many rows there are
   * @param codes for each column the code of each row
   * @param cardinalities for each column the number of its codes
   */
  static EquivalenceClasses of(int size, List<int[]> codes, int[] cardinalities) {
    long[] keys = new long[size];
    long room = 1;
    for (int column = 0; column < cardinalities.length; column++) {
      int cardinality = Math.max(1, cardinalities[column]);
      if (room > ROOM / cardinality) {
        int[] numbers = new int[size];
        room = number(keys, numbers);
        for (int row = 0; row < size; row++) {
          keys[row] = numbers[row];
        }
      }
      room *= cardinality;
      int[] values = codes.get(column);
      for (int row = 0; row < size; row++) {
        keys[row] = keys[row] * cardinality + values[row];
      }
    }
    int[] classes = new int[size];
    return sorted(classes, number(keys, classes));
  }

  /** Numbers different keys from 0 in order of appearance, and returns how many there are. */
  private static int number(long[] keys, int[] numbers) {
    int capacity = Integer.highestOneBit(Math.max(8, keys.length)) * 4;
    long[] table = new long[capacity];
    int[] numbered = new int[capacity];
    Arrays.fill(numbered, -1);
    int count = 0;
    for (int row = 0; row < keys.length; row++) {
      long mixed = keys[row] * 0x9E3779B97F4A7C15L;
      int slot = (int) (mixed >>> 32) & (capacity - 1);
      while (numbered[slot] >= 0 && table[slot] != keys[row]) {
        slot = (slot + 1) & (capacity - 1);
      }
      if (numbered[slot] < 0) {
        table[slot] = keys[row];
        numbered[slot] = count++;
      }
      numbers[row] = numbered[slot];
    }
    return count;
  }

  private static EquivalenceClasses sorted(int[] classes, int count) {
    int[] starts = new int[count + 1];
    for (int each : classes) {
      starts[each + 1]++;
    }
    for (int i = 0; i < count; i++) {
      starts[i + 1] += starts[i];
    }
    int[] next = starts.clone();
    int[] rows = new int[classes.length];
    for (int row = 0; row < classes.length; row++) {
      rows[next[classes[row]]++] = row;
    }
    return new EquivalenceClasses(rows, starts);
  }

  int count() {
    return starts.length - 1;
  }

  int size(int group) {
    return starts[group + 1] - starts[group];
  }
}
