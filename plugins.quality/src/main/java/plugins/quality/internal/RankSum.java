package plugins.quality.internal;

/**
 * Area under the ROC curve of several groups in one walk over the rows by ascending score, as the
 * weighted Mann-Whitney statistic: P(score of a positive > score of a negative) + ½ P(equal).
 */
final class RankSum {
  private final double[] below;
  private final double[] tiedNegative;
  private final double[] tiedPositive;
  private final double[] positive;
  private final double[] wins;
  private final double[] lastScore;

  RankSum(int groups) {
    below = new double[groups];
    tiedNegative = new double[groups];
    tiedPositive = new double[groups];
    positive = new double[groups];
    wins = new double[groups];
    lastScore = new double[groups];
  }

  /**
   * Adds the next row of a group; scores must not descend.
   *
   * @param isPositive 1 or 0
   */
  void add(int group, double score, int isPositive, double weight) {
    if (score != lastScore[group]) {
      settleTies(group);
      lastScore[group] = score;
    }
    // both, because no processor foresees a branch on the truth
    tiedPositive[group] += weight * isPositive;
    tiedNegative[group] += weight * (1 - isPositive);
  }

  /** Returns the area of a group after its last row; NaN unless it has positives and negatives. */
  double area(int group) {
    settleTies(group);
    double pairs = positive[group] * below[group];
    return pairs > 0 ? wins[group] / pairs : Double.NaN;
  }

  private void settleTies(int group) {
    wins[group] += tiedPositive[group] * (below[group] + tiedNegative[group] / 2);
    positive[group] += tiedPositive[group];
    below[group] += tiedNegative[group];
    tiedPositive[group] = 0;
    tiedNegative[group] = 0;
  }
}
