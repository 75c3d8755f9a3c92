package plugins.fairness.internal.inspect;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * How labels of equal rows differ.
 *
 * @param rows rows that were looked at
 * @param withEquals rows that have an equal among them
 * @param disagreeing rows that have an equal with another label
 * @param minority rows whose label is not the most frequent among their equals
 * @param differing ordered pairs of equal rows with different labels
 * @param pairs ordered pairs of different rows that are equal
 */
record Disagreement(
    long rows, long withEquals, long disagreeing, long minority, double differing, double pairs) {
  static Disagreement of(Content content, Categories label, IntPredicate member) {
    long rows = 0;
    long withEquals = 0;
    long disagreeing = 0;
    long minority = 0;
    double differing = 0;
    double pairs = 0;
    for (int[] set : content.sets()) {
      if (set.length == 1) {
        rows += member.test(set[0]) ? 1 : 0;
        continue;
      }
      Map<Integer, Long> counts = new HashMap<>();
      for (int row : set) {
        if (member.test(row)) {
          counts.merge(label.codes()[row], 1L, Long::sum);
        }
      }
      long m = counts.values().stream().mapToLong(Long::longValue).sum();
      long most = counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
      double same = counts.values().stream().mapToDouble(c -> (double) c * c).sum();
      rows += m;
      withEquals += m > 1 ? m : 0;
      disagreeing += counts.size() > 1 ? m : 0;
      minority += m - most;
      differing += (double) m * m - same;
      pairs += (double) m * (m - 1);
    }
    return new Disagreement(rows, withEquals, disagreeing, minority, differing, pairs);
  }

  /** Returns the mean over all ordered pairs of rows; NaN without rows. */
  double value() {
    return differing / rows / rows;
  }

  /** Returns the share of the pairs of equal rows that differ; NaN without such pairs. */
  double share() {
    return differing / pairs;
  }
}
