package plugins.fairness.internal.metric;

import governance.api.Settings;
import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.GroupValue;
import governance.api.evaluate.MetricResult.Part;
import java.util.ArrayList;
import java.util.List;

/** Evaluates (conditional) demographic disparity. */
final class Disparity {
  private Disparity() {}

  static MetricResult evaluate(EvaluationSet set, Settings settings) {
    GroupConfig config = settings.as(GroupConfig.class);
    int positive = Selection.positive(set, config.positive());
    if (positive < 0) {
      return MetricResult.undefined(Direction.LOWER_IS_BETTER, Selection.NO_FAVOURABLE);
    }
    Partition strata = Selection.strata(set, config.given());
    Remarks remarks = new Remarks(config.smallGroup());
    List<GroupValue> groups = new ArrayList<>();
    List<Part> parts = new ArrayList<>();
    List<Part> details = new ArrayList<>();
    double worst = Double.NaN;
    long rows = 0;
    List<String> columns = Selection.columns(set, config.columns());
    for (Partition each : Selection.partitions(set, columns, config.intersect())) {
      Tally tally = Tally.of(set, each, strata);
      double[] disparities = disparities(tally, positive);
      double most = Double.NaN;
      double weighed = 0;
      double all = 0;
      long known = 0;
      for (int group = 0; group < disparities.length; group++) {
        long n = tally.rows(group);
        known += n;
        remarks.size(each, group, n);
        groups.add(GroupValue.of(each.title(), each.name(group), disparities[group], n));
        most = Comparison.DIFFERENCE.worse(most, disparities[group]);
        double size = tally.size(group);
        weighed += size * disparities[group];
        all += size;
      }
      if (Double.isNaN(most)) {
        remarks.undefined(each.title());
      }
      parts.add(Part.of(each.title(), most));
      details.add(
          Part.of(each.title() + " demographic disparity (mean over groups)", weighed / all));
      worst = Comparison.DIFFERENCE.worse(worst, most);
      rows = Math.max(rows, known);
    }
    if (Double.isNaN(worst)) {
      String why =
          columns.isEmpty()
              ? Selection.NO_COLUMN
              : "no stratum has both accepted and rejected rows; " + remarks.text();
      return MetricResult.undefined(Direction.LOWER_IS_BETTER, why).withGroups(groups);
    }
    parts.addAll(details);
    return MetricResult.of(worst, Direction.LOWER_IS_BETTER, rows)
        .withGroups(groups)
        .withParts(parts)
        .withNote(remarks.text());
  }

  private static double[] disparities(Tally tally, int positive) {
    double[] sums = new double[tally.groups()];
    double weight = 0;
    for (int stratum = 0; stratum < tally.strata(); stratum++) {
      Outcomes all = Outcomes.NONE;
      for (int group = 0; group < tally.groups(); group++) {
        all = all.plus(tally.of(stratum, group, positive));
      }
      double accepted = all.tp() + all.fp();
      double rejected = all.fn() + all.tn();
      if (accepted > 0 && rejected > 0) {
        weight += tally.weight(stratum);
        for (int group = 0; group < sums.length; group++) {
          Outcomes own = tally.of(stratum, group, positive);
          double disparity = (own.fn() + own.tn()) / rejected - (own.tp() + own.fp()) / accepted;
          sums[group] += tally.weight(stratum) * disparity;
        }
      }
    }
    for (int group = 0; group < sums.length; group++) {
      sums[group] = tally.rows(group) > 0 ? sums[group] / weight : Double.NaN;
    }
    return sums;
  }
}
