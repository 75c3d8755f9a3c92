package plugins.fairness.internal.metric.individual;

import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.Part;
import java.util.List;
import plugins.fairness.internal.metric.Selection;

/** Counts pairs of equal cases with different outcomes, from counts of each content. */
final class EqualCases {
  private EqualCases() {}

  static MetricResult evaluate(EvaluationSet set, String[] content) {
    if (content.length == 0) {
      return MetricResult.undefined(Direction.LOWER_IS_BETTER, Content.NOTHING);
    }
    int[] cells = Content.cells(set, content);
    int count = Content.count(cells);
    double[] sizes = new double[count];
    long rows = 0;
    double total = 0;
    for (int row = 0; row < cells.length; row++) {
      double weight = set.weight(row);
      if (weight > 0) {
        sizes[cells[row]] += weight;
        total += weight;
        rows += set.count(row);
      }
    }
    if (rows == 0) {
      return MetricResult.undefined(Direction.LOWER_IS_BETTER, Selection.NO_ROWS);
    }
    double equal = 0;
    for (double size : sizes) {
      equal += size * size;
    }
    double different = equal - same(set, cells, count, set.predictions());
    double labels = equal - same(set, cells, count, set.labels());
    // pairs of a row with itself are equal and cannot differ
    double others = equal - total;
    double value = Math.max(0, different) / (total * total);
    return MetricResult.of(value, Direction.LOWER_IS_BETTER, rows)
        .withParts(
            List.of(
                Part.of("share of pairs that are equal cases", equal / (total * total)),
                Part.of(
                    "share of equal cases with different outcomes",
                    others > 1e-9 * total ? Math.max(0, different) / others : Double.NaN),
                Part.of("equality of labels", Math.max(0, labels) / (total * total))))
        .withNote(others > 1e-9 * total ? "" : "no two rows have equal content");
  }

  /** Returns the weight of pairs that are equal in content and in class. */
  private static double same(EvaluationSet set, int[] cells, int count, int[] classOf) {
    int classes = set.classes().size();
    double[] each = new double[Math.multiplyExact(count, classes)];
    for (int row = 0; row < cells.length; row++) {
      if (set.weight(row) > 0) {
        each[cells[row] * classes + classOf[row]] += set.weight(row);
      }
    }
    double sum = 0;
    for (double weight : each) {
      sum += weight * weight;
    }
    return sum;
  }
}
