package plugins.quality.internal;

import governance.api.evaluate.EvaluationSet;
import java.util.Arrays;

/**
 * The greatest difference of true and false positive rate over all thresholds, of each group, in
 * one walk over the rows by score. The same as that of each group's {@link RocCurve}.
 */
final class GreatestGaps {
  private final EvaluationSet set;
  private final int[] labels;
  private final int positive;
  private final int[] index;
  private final double[] positives;
  private final double[] negatives;
  private final double[] hits;
  private final double[] misses;
  private final double[] score;
  private final double[] greatest;

  /**
   * Walks.
   *
   * @param index the group of each row, or -1
   */
  GreatestGaps(EvaluationSet set, int positive, int[] index, int groups) {
    this.set = set;
    this.labels = set.labels();
    this.positive = positive;
    this.index = index;
    positives = new double[groups];
    negatives = new double[groups];
    hits = new double[groups];
    misses = new double[groups];
    score = new double[groups];
    greatest = new double[groups];
    Arrays.fill(score, Double.POSITIVE_INFINITY);
    int[] order = ScoreOrder.drawn(set, positive);
    sum(order);
    walk(order, set.scores(positive));
  }

  private void sum(int[] order) {
    for (int i = order.length - 1; i >= 0; i--) {
      int row = order[i];
      if (index[row] >= 0) {
        int hit = labels[row] == positive ? 1 : 0;
        positives[index[row]] += set.weight(row) * hit;
        negatives[index[row]] += set.weight(row) * (1 - hit);
      }
    }
  }

  private void walk(int[] order, double[] scores) {
    for (int i = order.length - 1; i >= 0; i--) {
      int row = order[i];
      int group = index[row];
      if (group >= 0) {
        if (scores[row] != score[group]) {
          settle(group);
          score[group] = scores[row];
        }
        int hit = labels[row] == positive ? 1 : 0;
        hits[group] += set.weight(row) * hit;
        misses[group] += set.weight(row) * (1 - hit);
      }
    }
    for (int group = 0; group < greatest.length; group++) {
      settle(group);
    }
  }

  /** Looks at the point of a group before its threshold falls. */
  private void settle(int group) {
    double gap = hits[group] / positives[group] - misses[group] / negatives[group];
    greatest[group] = Math.max(greatest[group], gap);
  }

  /** Returns the differences, at least 0; NaN without positives, or without negatives. */
  double[] values() {
    return greatest;
  }
}
