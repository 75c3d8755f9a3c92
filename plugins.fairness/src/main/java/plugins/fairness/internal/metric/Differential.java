package plugins.fairness.internal.metric;

import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.Part;
import java.util.ArrayList;
import java.util.List;

/** Evaluates smoothed empirical differential fairness. */
final class Differential {
  private Differential() {}

  static MetricResult evaluate(EvaluationSet set, DifferentialConfig config) {
    List<String> columns = Selection.columns(set, config.columns());
    if (columns.isEmpty()) {
      return MetricResult.undefined(Direction.LOWER_IS_BETTER, Selection.NO_COLUMN);
    }
    Remarks remarks = new Remarks(config.smallGroup());
    Partition crossed = Selection.intersection(set, columns);
    Tally tally = count(set, crossed);
    double value = epsilon(tally, config.concentration(), false);
    if (!Double.isFinite(value)) {
      String why =
          Double.isNaN(value)
              ? "fewer than two of the groups have rows"
              : "a group never gets a class that another gets: set a concentration above 0";
      return MetricResult.undefined(Direction.LOWER_IS_BETTER, why);
    }
    List<Part> parts = new ArrayList<>();
    for (String column : columns) {
      Tally alone = count(set, Partition.of(set, column));
      parts.add(Part.of(column, finite(epsilon(alone, config.concentration(), false))));
    }
    double labels = finite(epsilon(tally, config.concentration(), true));
    parts.add(Part.of("labels", labels));
    parts.add(Part.of("bias amplification (predictions - labels)", value - labels));
    long rows = 0;
    int empty = 0;
    for (int group = 0; group < tally.groups(); group++) {
      rows += tally.rows(group);
      empty += tally.rows(group) == 0 ? 1 : 0;
      remarks.size(crossed, group, tally.rows(group));
    }
    if (empty > 0) {
      remarks.add(empty + " of " + tally.groups() + " groups have no rows and are not compared");
    }
    return MetricResult.of(value, Direction.LOWER_IS_BETTER, rows)
        .withParts(parts)
        .withNote(remarks.text());
  }

  private static Tally count(EvaluationSet set, Partition groups) {
    return Tally.of(set, groups, Partition.everyone(set));
  }

  private static double finite(double value) {
    return Double.isInfinite(value) ? Double.NaN : value;
  }

  /** Groups without rows are not compared; infinite where a probability is 0. */
  private static double epsilon(Tally tally, double concentration, boolean byLabel) {
    double worst = Double.NaN;
    for (int c = 0; c < tally.classes(); c++) {
      double least = Double.POSITIVE_INFINITY;
      double most = 0;
      int groups = 0;
      for (int group = 0; group < tally.groups(); group++) {
        double size = tally.size(group);
        if (size > 0) {
          double prior = concentration / tally.classes();
          double p = (tally.weight(0, group, c, byLabel) + prior) / (size + concentration);
          least = Math.min(least, p);
          most = Math.max(most, p);
          groups++;
        }
      }
      if (groups >= 2 && most > 0) {
        worst = Comparison.DIFFERENCE.worse(worst, Math.log(most / least));
      }
    }
    return worst;
  }
}
