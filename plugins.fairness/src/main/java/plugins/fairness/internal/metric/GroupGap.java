package plugins.fairness.internal.metric;

import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.GroupValue;
import governance.api.evaluate.MetricResult.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One evaluation of a metric that compares any figure of groups, such as their mean score: the
 * value is that of the worst protected column, parts hold each column, groups the figure.
 */
public final class GroupGap {
  private final EvaluationSet set;
  private final Asked asked;
  private final String title;
  private final Comparison comparison;
  private final Remarks remarks;
  private final List<GroupValue> groups = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();
  private final List<Part> details = new ArrayList<>();
  private double worst = Double.NaN;
  private long rows;

  /**
   * What settings ask for.
   *
   * @param columns protected columns, none for all
   * @param privileged privileged groups, each as column=group
   * @param intersect up to how many columns are crossed
   * @param smallGroup groups with fewer rows are named
   */
  public record Asked(String[] columns, String[] privileged, int intersect, int smallGroup) {}

  /** Computes the figure of each group, NaN where it has none. */
  @FunctionalInterface
  public interface Figure {
    /**
     * Returns the figures; may add further parts.
     *
     * @param more where to add them, or null where none are asked for
     */
    double[] of(Partition groups, List<Part> more);
  }

  private GroupGap(EvaluationSet set, Asked asked, String title, Comparison comparison) {
    this.set = set;
    this.asked = asked;
    this.title = title;
    this.comparison = comparison;
    this.remarks = new Remarks(asked.smallGroup());
  }

  /**
   * Evaluates.
   *
   * @param title name of the figure for readers
   */
  public static MetricResult evaluate(
      EvaluationSet set, Asked asked, String title, Comparison comparison, Figure figure) {
    List<String> columns = Selection.columns(set, asked.columns());
    if (columns.isEmpty()) {
      return MetricResult.undefined(comparison.direction(), Selection.NO_COLUMN);
    }
    GroupGap gap = new GroupGap(set, asked, title, comparison);
    for (Partition each : Selection.partitions(set, columns, asked.intersect())) {
      gap.add(each, figure);
    }
    return gap.result();
  }

  private void add(Partition each, Figure figure) {
    long[] sizes = each.rows(set);
    double[] values = figure.of(each, details);
    long known = 0;
    for (int group = 0; group < values.length; group++) {
      known += sizes[group];
      groups.add(GroupValue.of(each.title(), each.name(group), values[group], sizes[group]));
      remarks.size(each, group, sizes[group]);
      if (Double.isNaN(values[group])) {
        remarks.without(title + " of " + each.named(group));
      }
    }
    rows = Math.max(rows, known);
    double value = comparison.between(values);
    if (Double.isNaN(value)) {
      remarks.undefined(each.title());
    }
    worst = comparison.worse(worst, value);
    parts.add(Part.of(each.title(), value));
    String name = each.title() + " " + title + " ";
    details.add(Part.of(name + comparison.spreadTitle(), value));
    Optional<Integer> privileged = Privileged.group(each, asked.privileged());
    if (privileged.isPresent()) {
      double[] two = figure.of(each.against(privileged.get()), null);
      details.add(Part.of(name + comparison.signedTitle(), comparison.signed(two[0], two[1])));
    }
  }

  private MetricResult result() {
    if (Double.isNaN(worst)) {
      return MetricResult.undefined(comparison.direction(), remarks.text()).withGroups(groups);
    }
    parts.addAll(details);
    return MetricResult.of(worst, comparison.direction(), rows)
        .withGroups(groups)
        .withParts(parts)
        .withNote(remarks.text());
  }
}
