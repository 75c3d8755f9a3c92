package plugins.fairness.internal.metric;

import governance.api.Settings;
import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.GroupValue;
import governance.api.evaluate.MetricResult.Part;
import java.util.ArrayList;
import java.util.List;

/** Splits the difference in selection rate of two groups into what strata explain and the rest. */
final class Explained {
  /** Columns with more groups are compared, but their pairs are not listed. */
  private static final int LISTED = 8;

  private final Tally tally;
  private final int positive;
  private final double[][] share;
  private final double[][] rate;
  private final double[] overall;

  private Explained(Tally tally, int positive) {
    this.tally = tally;
    this.positive = positive;
    share = new double[tally.groups()][tally.strata()];
    rate = new double[tally.groups()][tally.strata()];
    overall = new double[tally.groups()];
    for (int group = 0; group < share.length; group++) {
      fill(group);
    }
  }

  private void fill(int group) {
    Outcomes all = Outcomes.NONE;
    for (int stratum = 0; stratum < tally.strata(); stratum++) {
      all = all.plus(tally.of(stratum, group, positive));
    }
    overall[group] = Rate.SELECTION.of(all);
    for (int stratum = 0; stratum < tally.strata(); stratum++) {
      Outcomes own = tally.of(stratum, group, positive);
      share[group][stratum] = own.all() / all.all();
      rate[group][stratum] = Rate.SELECTION.of(own);
    }
  }

  /** Returns what the strata explain of the first group's rate minus the second's. */
  private double explained(int first, int second) {
    double sum = 0;
    for (int stratum = 0; stratum < tally.strata(); stratum++) {
      double a = rate[first][stratum];
      double b = rate[second][stratum];
      double fair = Double.isNaN(a) ? b : Double.isNaN(b) ? a : (a + b) / 2;
      double moved = share[first][stratum] - share[second][stratum];
      sum += moved == 0 ? 0 : moved * fair;
    }
    return sum;
  }

  static MetricResult evaluate(EvaluationSet set, Settings settings) {
    GroupConfig config = settings.as(GroupConfig.class);
    int positive = Selection.positive(set, config.positive());
    if (positive < 0) {
      return MetricResult.undefined(Direction.LOWER_IS_BETTER, Selection.NO_FAVOURABLE);
    }
    Partition strata = Selection.strata(set, config.given());
    Remarks remarks = new Remarks(config.smallGroup());
    if (config.given().length == 0) {
      remarks.add("the setting given names no column, so nothing is explained");
    }
    List<GroupValue> groups = new ArrayList<>();
    List<Part> parts = new ArrayList<>();
    List<Part> details = new ArrayList<>();
    double worst = Double.NaN;
    long rows = 0;
    List<String> columns = Selection.columns(set, config.columns());
    for (Partition each : Selection.partitions(set, columns, config.intersect())) {
      Tally tally = Tally.of(set, each, strata);
      Explained explained = new Explained(tally, positive);
      long known = 0;
      for (int group = 0; group < tally.groups(); group++) {
        long n = tally.rows(group);
        known += n;
        remarks.size(each, group, n);
        groups.add(GroupValue.of(each.title(), each.name(group), explained.overall[group], n));
      }
      double value = explained.worst(each, details);
      if (Double.isNaN(value)) {
        remarks.undefined(each.title());
      }
      parts.add(Part.of(each.title(), value));
      worst = Comparison.DIFFERENCE.worse(worst, value);
      rows = Math.max(rows, known);
    }
    if (Double.isNaN(worst)) {
      String why = columns.isEmpty() ? Selection.NO_COLUMN : remarks.text();
      return MetricResult.undefined(Direction.LOWER_IS_BETTER, why).withGroups(groups);
    }
    parts.addAll(details);
    return MetricResult.of(worst, Direction.LOWER_IS_BETTER, rows)
        .withGroups(groups)
        .withParts(parts)
        .withNote(remarks.text());
  }

  private double worst(Partition column, List<Part> details) {
    if (overall.length > LISTED && tally.strata() == 1) {
      return Comparison.DIFFERENCE.between(overall); // one stratum explains nothing of any pair
    }
    double worst = Double.NaN;
    for (int first = 0; first < overall.length; first++) {
      for (int second = first + 1; second < overall.length; second++) {
        double all = overall[first] - overall[second];
        double explained = Double.isNaN(all) ? Double.NaN : explained(first, second);
        worst = Comparison.DIFFERENCE.worse(worst, Math.abs(all - explained));
        if (overall.length <= LISTED) {
          String pair = column.title() + " " + column.name(first) + " - " + column.name(second);
          details.add(Part.of(pair + " difference", all));
          details.add(Part.of(pair + " explained", explained));
          details.add(Part.of(pair + " unexplained", all - explained));
          details.add(Part.of(pair + " explained share", all == 0 ? Double.NaN : explained / all));
        }
      }
    }
    return worst;
  }
}
