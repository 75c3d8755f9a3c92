package governance.api.evaluate;

import java.util.List;
import java.util.Objects;

/**
 * What a metric found; the one shape of all results.
 *
 * @param value the figure, or NaN when it is not defined for this set; {@code note} then says why
 * @param direction which way is better
 * @param n how many rows (or words, or entities) it rests on
 * @param interval confidence interval of the value, or null for the runtime to compute one by
 *     bootstrap
 * @param groups the underlying figure for each group, or empty
 * @param parts named figures that the value is made from (one for each protected column, class or
 *     type)
 * @param note what a reader should know, or an empty string
 */
public record MetricResult(
    double value,
    Direction direction,
    long n,
    Interval interval,
    List<GroupValue> groups,
    List<Part> parts,
    String note) {

  /** Copies the lists and checks that no part but the interval is null. */
  public MetricResult {
    Objects.requireNonNull(direction, "direction");
    Objects.requireNonNull(note, "note");
    groups = List.copyOf(groups);
    parts = List.copyOf(parts);
  }

  /** Returns a result without groups or parts. */
  public static MetricResult of(double value, Direction direction, long n) {
    return new MetricResult(value, direction, n, null, List.of(), List.of(), "");
  }

  /** Returns a result that is not defined for this set, with the reason. */
  public static MetricResult undefined(Direction direction, String why) {
    return new MetricResult(Double.NaN, direction, 0, null, List.of(), List.of(), why);
  }

  /** Returns this result with figures for each group. */
  public MetricResult withGroups(List<GroupValue> by) {
    return new MetricResult(value, direction, n, interval, by, parts, note);
  }

  /** Returns this result with named parts. */
  public MetricResult withParts(List<Part> named) {
    return new MetricResult(value, direction, n, interval, groups, named, note);
  }

  /** Returns this result with a confidence interval. */
  public MetricResult withInterval(Interval other) {
    return new MetricResult(value, direction, n, other, groups, parts, note);
  }

  /** Returns this result with a note. */
  public MetricResult withNote(String text) {
    return new MetricResult(value, direction, n, interval, groups, parts, text);
  }

  /** Returns whether the value is a number. */
  public boolean defined() {
    return !Double.isNaN(value);
  }

  /**
   * A figure of one group.
   *
   * @param column the protected column
   * @param group the group's name
   * @param value the figure, NaN where not defined
   * @param n rows of the group
   * @param interval confidence interval or null
   */
  public record GroupValue(String column, String group, double value, long n, Interval interval) {
    /** Returns a figure without interval. */
    public static GroupValue of(String column, String group, double value, long n) {
      return new GroupValue(column, group, value, n, null);
    }
  }

  /**
   * A named figure.
   *
   * @param name what it is
   * @param value the figure, NaN where not defined
   * @param interval confidence interval or null
   */
  public record Part(String name, double value, Interval interval) {
    /** Returns a figure without interval. */
    public static Part of(String name, double value) {
      return new Part(name, value, null);
    }
  }
}
