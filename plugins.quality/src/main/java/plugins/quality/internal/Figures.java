package plugins.quality.internal;

import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.EvaluationSet.Groups;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.GroupValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Figures that follow from counts of true against predicted class, for all rows and for each group.
 */
final class Figures {
  static final String NO_ROWS = "there is no row with a weight above 0";
  static final String NO_SCORES = "the predictions come without scores";

  private Figures() {}

  /**
   * Returns a figure, better when higher, for all rows and each group; NaN for a group without
   * rows.
   */
  static MetricResult result(EvaluationSet set, ToDoubleFunction<Confusion> figure) {
    return result(set, Direction.HIGHER_IS_BETTER, figure);
  }

  /** Returns a figure of the given direction for all rows and each group. */
  static MetricResult result(
      EvaluationSet set, Direction direction, ToDoubleFunction<Confusion> figure) {
    return result(set, direction, Confusion.of(set), figure);
  }

  /** Returns the same where the counts of all rows are known already. */
  static MetricResult result(
      EvaluationSet set, Direction direction, Confusion all, ToDoubleFunction<Confusion> figure) {
    if (all.rows() == 0) {
      return MetricResult.undefined(direction, NO_ROWS);
    }
    List<GroupValue> values = new ArrayList<>();
    for (String column : set.protectedColumns()) {
      Groups groups = set.groups(column);
      Confusion[] each = Confusion.of(set, column);
      for (int group = 0; group < each.length; group++) {
        double value = each[group].rows() == 0 ? Double.NaN : figure.applyAsDouble(each[group]);
        values.add(GroupValue.of(column, groups.names().get(group), value, each[group].rows()));
      }
    }
    return MetricResult.of(figure.applyAsDouble(all), direction, all.rows()).withGroups(values);
  }

  /** Returns the share of rows that were recognised. */
  static double accuracy(Confusion counts) {
    double hits = 0;
    for (int label = 0; label < counts.classes(); label++) {
      hits += counts.hits(label);
    }
    return hits / counts.total();
  }

  /** Returns the mean recall over the classes that occur. */
  static double balancedAccuracy(Confusion counts) {
    double sum = 0;
    int occurring = 0;
    for (int label = 0; label < counts.classes(); label++) {
      double truth = counts.truth(label);
      if (truth > 0) {
        sum += counts.hits(label) / truth;
        occurring++;
      }
    }
    return sum / occurring;
  }

  /** Returns the mean F1 over the classes that occur or are predicted. */
  static double macroF1(Confusion counts) {
    double sum = 0;
    int seen = 0;
    for (int label = 0; label < counts.classes(); label++) {
      double both = counts.truth(label) + counts.predicted(label);
      if (both > 0) {
        sum += 2 * counts.hits(label) / both;
        seen++;
      }
    }
    return sum / seen;
  }

  /** Returns the mean F1 over the classes, each weighted by how often it occurs. */
  static double weightedF1(Confusion counts) {
    double sum = 0;
    for (int label = 0; label < counts.classes(); label++) {
      double truth = counts.truth(label);
      if (truth > 0) {
        sum += truth * 2 * counts.hits(label) / (truth + counts.predicted(label));
      }
    }
    return sum / counts.total();
  }
}
