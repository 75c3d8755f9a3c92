package plugins.fairness.internal.metric.score;

import governance.api.evaluate.EvaluationSet;

/** Puts rows into the order of their scores: a radix sort over the bits, without objects. */
final class ScoreOrder {
  /** Orders of sets of more rows are held no longer than they are used. */
  private static final int KEPT = 200_000;

  private static final int BITS = 11;
  private static final int BUCKETS = 1 << BITS;

  private ScoreOrder() {}

  /** What rows are ordered by. */
  private record By(Object values) {}

  /**
   * Returns the same for a set and all draws from it, sorted once.
   *
   * @param what says what the scores are, among all that rest on the same rows
   */
  static int[] ascending(EvaluationSet set, Object what, double[] scores) {
    return set.shared(new By(what), () -> ascending(scores));
  }

  /** Rows with a weight above 0. */
  private record Drawn(Object values) {}

  /**
   * Returns the rows with a weight above 0 by ascending score, found once for a small set.
   *
   * @param what says what the scores are, among all that rest on the same rows
   */
  static int[] drawn(EvaluationSet set, Object what, double[] scores) {
    int[] all = ascending(set, what, scores);
    return set.size() > KEPT
        ? set.weighted(all)
        : set.once(new Drawn(what), () -> set.weighted(all));
  }

  /** Returns the rows by ascending score, rows of one score in their order. None may be NaN. */
  static int[] ascending(double[] scores) {
    int count = scores.length;
    long[] keys = new long[count];
    int[] rows = new int[count];
    for (int row = 0; row < count; row++) {
      // + 0.0 makes one zero of two
      long bits = Double.doubleToLongBits(scores[row] + 0.0);
      keys[row] = bits ^ ((bits >> 63) | Long.MIN_VALUE);
      rows[row] = row;
    }
    long[] otherKeys = new long[count];
    int[] otherRows = new int[count];
    for (int shift = 0; shift < 64; shift += BITS) {
      if (pass(keys, rows, otherKeys, otherRows, shift)) {
        long[] keysMoved = otherKeys;
        otherKeys = keys;
        keys = keysMoved;
        int[] rowsMoved = otherRows;
        otherRows = rows;
        rows = rowsMoved;
      }
    }
    return rows;
  }

  /** Moves all into the other arrays by some bits; false when they have these in common. */
  private static boolean pass(
      long[] keys, int[] rows, long[] otherKeys, int[] otherRows, int shift) {
    int[] start = new int[BUCKETS + 1];
    for (long key : keys) {
      start[((int) (key >>> shift) & (BUCKETS - 1)) + 1]++;
    }
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      if (start[bucket + 1] == keys.length) {
        return false;
      }
      start[bucket + 1] += start[bucket];
    }
    for (int i = 0; i < keys.length; i++) {
      int to = start[(int) (keys[i] >>> shift) & (BUCKETS - 1)]++;
      otherKeys[to] = keys[i];
      otherRows[to] = rows[i];
    }
    return true;
  }
}
