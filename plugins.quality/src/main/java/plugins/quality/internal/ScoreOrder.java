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

  /** Whether all scores of the class are numbers. */
  private record Whole(int classIndex) {}

  /** Returns whether every score of a class is a number, looked at once for a set and its draws. */
  static boolean whole(EvaluationSet set, int classIndex) {
    return set.shared(
        new Whole(classIndex),
        () -> Arrays.stream(set.scores(classIndex)).noneMatch(Double::isNaN));
  }

  /** Orders of sets of more rows are held no longer than they are used. */
  private static final int KEPT = 200_000;

  /** Rows with a weight above 0. */
  private record Drawn(int classIndex) {}

  /** Returns the rows with a weight above 0 by ascending score, found once for a small set. */
  static int[] drawn(EvaluationSet set, int classIndex) {
    int[] all = ascending(set, classIndex);
    return set.size() > KEPT
        ? set.weighted(all)
        : set.once(new Drawn(classIndex), () -> set.weighted(all));
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
