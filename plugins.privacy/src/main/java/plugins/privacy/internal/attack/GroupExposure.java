package plugins.privacy.internal.attack;

import governance.api.evaluate.MetricResult.GroupValue;
import governance.api.evaluate.MetricResult.Part;
import java.util.ArrayList;
import java.util.List;
import plugins.privacy.internal.accounting.Normal;

/** Who is most exposed: the area under the curve within each group, and whether they differ. */
final class GroupExposure {
  /** With fewer members or non-members a group's figure is told, but named as uncertain. */
  static final int FEW = 30;

  private final Pair scores;
  private final double level;
  private final List<GroupValue> groups = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();
  private final List<String> small = new ArrayList<>();

  GroupExposure(Pair scores, double level) {
    this.scores = scores;
    this.level = level;
    scores.memberGroups().keySet().forEach(this::column);
  }

  List<GroupValue> groups() {
    return groups;
  }

  List<Part> parts() {
    return parts;
  }

  /** A sentence on small groups; empty where there is none. */
  String note() {
    return small.isEmpty()
        ? ""
        : " Fewer than "
            + FEW
            + " members or non-members, too few to tell: "
            + String.join(", ", small)
            + ".";
  }

  private void column(String column) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    double p = Double.NaN;
    int tests = 0;
    List<String> names = scores.groups(column);
    for (String name : names) {
      Pair own = scores.of(column, name, true);
      boolean both = own.members().length > 0 && own.others().length > 0;
      double auc = both ? own.roc().auc() : Double.NaN;
      groups.add(
          new GroupValue(column, name, auc, own.n(), both ? own.roc().interval(level) : null));
      if (Math.min(own.members().length, own.others().length) < FEW) {
        small.add(
            "%s=%s (%d and %d)".formatted(column, name, own.members().length, own.others().length));
      }
      if (both) {
        least = Math.min(least, auc);
        most = Math.max(most, auc);
        double one = p(own, scores.of(column, name, false));
        tests += Double.isNaN(one) ? 0 : 1;
        p = Double.isNaN(p) || one < p ? one : p;
      }
    }
    if (most > Double.NEGATIVE_INFINITY && names.size() > 1) {
      parts.add(Part.of(column + ": greatest difference between groups", most - least));
      int different = tests == 2 ? 1 : tests; // of two groups both tests are the same one
      parts.add(Part.of(column + ": p of equal exposure", Math.min(1, p * different)));
    }
  }

  /** Two-sided test of equal areas in one group and in all others, which share no row. */
  private static double p(Pair own, Pair rest) {
    if (rest.members().length == 0 || rest.others().length == 0) {
      return Double.NaN;
    }
    double error = Math.hypot(own.roc().standardError(), rest.roc().standardError());
    double apart = Math.abs(own.roc().auc() - rest.roc().auc());
    return error > 0 ? 2 * Normal.above(apart / error) : Double.NaN;
  }
}
