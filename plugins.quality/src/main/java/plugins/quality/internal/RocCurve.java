package plugins.quality.internal;

import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.GroupValue;
import governance.api.evaluate.MetricResult.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * True against false positive rate at each threshold, from none predicted positive to all: a row
 * is, when its score is at least the threshold.
 *
 * @param fpr false positive rates, ascending from 0 to 1
 * @param tpr true positive rates, ascending from 0 to 1
 * @param thresholds descending from infinity, one for each distinct score
 */
record RocCurve(double[] fpr, double[] tpr, double[] thresholds) {

  /** Returns the curve of some rows; rates are NaN without positives, or without negatives. */
  static RocCurve of(EvaluationSet set, int positive, IntPredicate rows) {
    int[] order = ScoreOrder.drawn(set, positive);
    return of(set, positive, Arrays.stream(order).filter(rows).toArray());
  }

  /** Returns the curve of rows with a weight above 0, by ascending score. */
  private static RocCurve of(EvaluationSet set, int positive, int[] order) {
    double[] scores = set.scores(positive);
    int[] labels = set.labels();
    double[] fpr = new double[order.length + 1];
    double[] tpr = new double[order.length + 1];
    double[] thresholds = new double[order.length + 1];
    thresholds[0] = Double.POSITIVE_INFINITY;
    int points = 1;
    double positives = 0;
    double negatives = 0;
    for (int i = order.length - 1; i >= 0; i--) {
      int row = order[i];
      if (scores[row] != thresholds[points - 1]) {
        thresholds[points++] = scores[row];
      }
      int hit = labels[row] == positive ? 1 : 0;
      positives += set.weight(row) * hit;
      negatives += set.weight(row) * (1 - hit);
      tpr[points - 1] = positives;
      fpr[points - 1] = negatives;
    }
    for (int i = 0; i < points; i++) {
      tpr[i] /= positives;
      fpr[i] /= negatives;
    }
    return new RocCurve(
        Arrays.copyOf(fpr, points), Arrays.copyOf(tpr, points), Arrays.copyOf(thresholds, points));
  }

  /**
   * Returns the point with the greatest difference, the one of the highest threshold of several.
   */
  int best() {
    int best = 0;
    double most = tpr[0] - fpr[0];
    for (int i = 1; i < fpr.length; i++) {
      // NaN where there are no positives or no negatives: then the first point stays
      if (tpr[i] - fpr[i] > most) {
        most = tpr[i] - fpr[i];
        best = i;
      }
    }
    return best;
  }

  private double greatest() {
    return tpr[best()] - fpr[best()];
  }

  static MetricResult youden(EvaluationSet set, String named) {
    int positive = OneClass.positive(set, named);
    if (positive < 0 || !set.hasScores()) {
      String why = positive < 0 ? OneClass.noClass(set) : Figures.NO_SCORES;
      return MetricResult.undefined(Direction.HIGHER_IS_BETTER, why);
    }
    if (!ScoreOrder.whole(set, positive)) {
      return MetricResult.undefined(Direction.HIGHER_IS_BETTER, "a score is not a number");
    }
    RocCurve curve = of(set, positive, ScoreOrder.drawn(set, positive));
    List<GroupValue> groups = new ArrayList<>();
    long rows = 0;
    for (int row : ScoreOrder.drawn(set, positive)) {
      rows += set.count(row);
    }
    for (String column : set.protectedColumns()) {
      addGroups(set, positive, column, groups);
    }
    if (Double.isNaN(curve.greatest())) {
      return MetricResult.undefined(
              Direction.HIGHER_IS_BETTER, "there are no rows of the class, or none of others")
          .withGroups(groups);
    }
    int best = curve.best();
    double threshold = curve.thresholds[best];
    return MetricResult.of(curve.greatest(), Direction.HIGHER_IS_BETTER, rows)
        .withGroups(groups)
        .withParts(
            List.of(
                Part.of("threshold", Double.isInfinite(threshold) ? Double.NaN : threshold),
                Part.of("true positive rate", curve.tpr[best]),
                Part.of("false positive rate", curve.fpr[best])));
  }

  private static void addGroups(
      EvaluationSet set, int positive, String column, List<GroupValue> groups) {
    int[] index = set.groups(column).index();
    List<String> names = set.groups(column).names();
    long[] sizes = new long[names.size()];
    for (int row : ScoreOrder.drawn(set, positive)) {
      if (index[row] >= 0) {
        sizes[index[row]] += set.count(row);
      }
    }
    double[] greatest = new GreatestGaps(set, positive, index, names.size()).values();
    for (int group = 0; group < sizes.length; group++) {
      groups.add(GroupValue.of(column, names.get(group), greatest[group], sizes[group]));
    }
  }
}
