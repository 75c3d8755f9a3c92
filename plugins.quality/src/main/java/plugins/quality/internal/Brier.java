package plugins.quality.internal;

import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.EvaluationSet.Groups;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.GroupValue;
import java.util.ArrayList;
import java.util.List;

/** Mean squared differences of scores from what came true. */
final class Brier {
  private Brier() {}

  static MetricResult evaluate(EvaluationSet set) {
    if (!set.hasScores()) {
      return MetricResult.undefined(Direction.LOWER_IS_BETTER, Figures.NO_SCORES);
    }
    double[] losses = set.shared(Brier.class, () -> losses(set));
    double[] all = new double[2];
    long rows = add(set, losses, null, new double[1], new double[1], new long[1], all);
    if (rows == 0) {
      return MetricResult.undefined(Direction.LOWER_IS_BETTER, Figures.NO_ROWS);
    }
    double value = all[0] / all[1];
    if (Double.isNaN(value)) {
      return MetricResult.undefined(Direction.LOWER_IS_BETTER, "a score is not a number");
    }
    List<GroupValue> values = new ArrayList<>();
    for (String column : set.protectedColumns()) {
      Groups groups = set.groups(column);
      int count = groups.names().size();
      double[] sums = new double[count];
      double[] weights = new double[count];
      long[] sizes = new long[count];
      add(set, losses, groups.index(), sums, weights, sizes, new double[2]);
      for (int g = 0; g < count; g++) {
        values.add(GroupValue.of(column, groups.names().get(g), sums[g] / weights[g], sizes[g]));
      }
    }
    return MetricResult.of(value, Direction.LOWER_IS_BETTER, rows).withGroups(values);
  }

  private static double[] losses(EvaluationSet set) {
    double[] losses = new double[set.size()];
    int classes = set.classes().size();
    for (int c = 0; c < classes; c++) {
      double[] scores = set.scores(c);
      for (int row = 0; row < losses.length; row++) {
        double off = scores[row] - (set.labels()[row] == c ? 1 : 0);
        losses[row] += (classes == 2 ? 0.5 : 1) * off * off;
      }
    }
    return losses;
  }

  private static long add(
      EvaluationSet set,
      double[] losses,
      int[] index,
      double[] sums,
      double[] weights,
      long[] sizes,
      double[] all) {
    long rows = 0;
    for (int row : set.weighted()) {
      int group = index == null ? 0 : index[row];
      double weight = set.weight(row);
      if (group >= 0) {
        sums[group] += weight * losses[row];
        weights[group] += weight;
        sizes[group] += set.count(row);
        all[0] += weight * losses[row];
        all[1] += weight;
        rows += set.count(row);
      }
    }
    return rows;
  }
}
