package plugins.quality.internal;

import governance.api.evaluate.EvaluationSet;
import java.util.Arrays;

/** Puts rows into the order of their scores without objects. */
final class ScoreOrder {
  private ScoreOrder() {}

  /** The class whose scores order the rows. */
  private record By(int classIndex) {}

  /**
   * Returns the rows by ascending score of a class, sorted once for a set and all draws from it.
   */
  static int[] ascending(EvaluationSet set, int classIndex) {
    return set.shared(new By(classIndex), () -> ascending(set.scores(classIndex)));
  }

  /** Returns the rows by ascending score; rows of one score lie together. No score may be NaN. */
  static int[] ascending(double[] scores) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    int[] taken = new int[sorted.length];
    int[] order = new int[sorted.length];
    for (int row = 0; row < scores.length; row++) {
      int first = firstPosition(sorted, scores[row]);
      order[first + taken[first]++] = row;
    }
    return order;
  }

  private static int firstPosition(double[] sorted, double score) {
    int low = 0;
    int high = sorted.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < score) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
