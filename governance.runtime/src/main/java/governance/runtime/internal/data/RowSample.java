package governance.runtime.internal.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * Chooses a random sample of numbered rows: the first steps of a Fisher-Yates shuffle (Knuth 1997,
 * algorithm P), of which only what was exchanged is held. The same seed chooses the same rows,
 * however they are held.
 */
final class RowSample {
  private RowSample() {}

  /**
   * Returns the numbers of the chosen rows, ascending.
   *
   * @param rows number of rows, at most the greatest int
   * @param wanted how many to choose, at most {@code rows}
   */
  static int[] of(long rows, int wanted, long seed) {
    int all = Math.toIntExact(rows);
    Map<Integer, Integer> moved = new HashMap<>();
    int[] chosen = new int[wanted];
    Random random = new Random(seed);
    for (int i = 0; i < wanted; i++) {
      int other = i + random.nextInt(all - i);
      int at = moved.getOrDefault(i, i);
      chosen[i] = moved.getOrDefault(other, other);
      moved.put(other, at);
      moved.remove(i);
    }
    Arrays.sort(chosen);
    return chosen;
  }
}
