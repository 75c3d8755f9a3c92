package governance.runtime.internal.resample;

import java.util.Arrays;

/** Numbers different values in the order they come: a hash table of open addressing. */
public final class LongCodes {
  private long[] keys = new long[64];
  private int[] codes = new int[64];
  private int size;

  /** Makes an empty table. */
  public LongCodes() {
    Arrays.fill(codes, -1);
  }

  /** Returns the number of a value, a new one where it has not come before. */
  public int code(long key) {
    int at = slot(key);
    if (codes[at] < 0) {
      keys[at] = key;
      codes[at] = size++;
      if (2 * size > keys.length) {
        grow();
        return size - 1;
      }
    }
    return codes[at];
  }

  /** Returns how many different values came. */
  public int size() {
    return size;
  }

  /** Returns the values by their numbers. */
  public long[] values() {
    long[] values = new long[size];
    for (int i = 0; i < keys.length; i++) {
      if (codes[i] >= 0) {
        values[codes[i]] = keys[i];
      }
    }
    return values;
  }

  private int slot(long key) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    int at = (int) (mixed >>> 32 ^ mixed >>> 15) & keys.length - 1;
    while (codes[at] >= 0 && keys[at] != key) {
      at = at + 1 & keys.length - 1;
    }
    return at;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldCodes = codes;
    keys = new long[2 * oldKeys.length];
    codes = new int[keys.length];
    Arrays.fill(codes, -1);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldCodes[i] >= 0) {
        int at = slot(oldKeys[i]);
        keys[at] = oldKeys[i];
        codes[at] = oldCodes[i];
      }
    }
  }
}
