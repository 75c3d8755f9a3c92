package governance.runtime.internal.predictions;

import java.util.ArrayList;
import java.util.List;

/** A growing list of ints that is never copied while it grows. */
final class IntChunks {
  private static final int SIZE = 1 << 16;

  private final List<int[]> full = new ArrayList<>();
  private int[] chunk = new int[SIZE];
  private int used;

  void add(int value) {
    if (used == SIZE) {
      full.add(chunk);
      chunk = new int[SIZE];
      used = 0;
    }
    chunk[used++] = value;
  }

  int size() {
    return full.size() * SIZE + used;
  }

  /** Returns the values, each as {@code to} says, and forgets them. */
  int[] take(int[] to) {
    int[] all = new int[size()];
    int next = 0;
    for (int c = 0; c <= full.size(); c++) {
      int[] from = c < full.size() ? full.get(c) : chunk;
      int length = c < full.size() ? SIZE : used;
      for (int i = 0; i < length; i++) {
        all[next++] = from[i] < 0 ? -1 : to[from[i]];
      }
      if (c < full.size()) {
        full.set(c, null);
      }
    }
    chunk = null;
    return all;
  }

  /** Counts the values from 0 to {@code values - 1}; the last counts those below 0. */
  long[] counts(int values) {
    long[] counts = new long[values + 1];
    for (int c = 0; c <= full.size(); c++) {
      int[] from = c < full.size() ? full.get(c) : chunk;
      int length = c < full.size() ? SIZE : used;
      for (int i = 0; i < length; i++) {
        counts[from[i] < 0 ? values : from[i]]++;
      }
    }
    return counts;
  }
}
