package plugins.fairness.internal.metric.score;

import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.GroupValue;
import governance.api.evaluate.MetricResult.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import plugins.fairness.internal.metric.Partition;
import plugins.fairness.internal.metric.Remarks;
import plugins.fairness.internal.metric.Selection;

/** Evaluates a distance of each group's scores from those of the others; the greatest counts. */
final class SpreadMetric {
  private SpreadMetric() {}

  static MetricResult evaluate(
      EvaluationSet set,
      ScoreConfig config,
      Scored scored,
      String title,
      Function<ScoreSpread.Distances, double[]> distance) {
    if (!scored.usable()) {
      return scored.undefined(Direction.LOWER_IS_BETTER);
    }
    List<GroupValue> groups = new ArrayList<>();
    List<Part> parts = new ArrayList<>();
    Remarks remarks = new Remarks(config.smallGroup());
    double worst = Double.NaN;
    long rows = 0;
    for (String column : Selection.columns(set, config.columns())) {
      Partition each = Partition.of(set, column);
      long[] sizes = each.rows(set);
      double[] distances = distance.apply(ScoreSpread.of(set, each, scored));
      double most = Double.NaN;
      long known = 0;
      for (int group = 0; group < sizes.length; group++) {
        groups.add(GroupValue.of(column, each.name(group), distances[group], sizes[group]));
        remarks.size(each, group, sizes[group]);
        most = Double.isNaN(most) ? distances[group] : Math.max(most, orNone(distances[group]));
        known += sizes[group];
      }
      if (Double.isNaN(most)) {
        remarks.undefined(column);
      }
      parts.add(Part.of(column, most));
      worst = Double.isNaN(worst) ? most : Math.max(worst, orNone(most));
      rows = Math.max(rows, known);
    }
    if (Double.isNaN(worst)) {
      String why = parts.isEmpty() ? Selection.NO_COLUMN : remarks.text();
      return MetricResult.undefined(Direction.LOWER_IS_BETTER, why).withGroups(groups);
    }
    parts.add(Part.of(title + " (greatest of a group to the others)", worst));
    return MetricResult.of(worst, Direction.LOWER_IS_BETTER, rows)
        .withGroups(groups)
        .withParts(parts)
        .withNote(remarks.text());
  }

  private static double orNone(double value) {
    return Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value;
  }
}
