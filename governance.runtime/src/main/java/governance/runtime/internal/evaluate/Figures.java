package governance.runtime.internal.evaluate;

import governance.api.evaluate.Interval;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.GroupValue;
import governance.api.evaluate.MetricResult.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All figures of one result in a row: the value, its parts, its groups. The figures of other
 * results are put in the same order, so that all are bootstrapped alike.
 */
final class Figures {
  private final MetricResult wanted;

  /** Takes the order from a result. */
  Figures(MetricResult wanted) {
    this.wanted = wanted;
  }

  /** Finds the interval of a figure by its place. */
  @FunctionalInterface
  interface Intervals {
    Interval of(int place, double value);
  }

  /**
   * Returns the figures of a result; NaN for one that it lacks, such as one of a group without
   * rows.
   */
  double[] values(MetricResult result) {
    double[] values = new double[1 + wanted.parts().size() + wanted.groups().size()];
    values[0] = result.value();
    int next = 1;
    boolean sameParts = result.parts().size() == wanted.parts().size();
    boolean sameGroups = result.groups().size() == wanted.groups().size();
    for (int i = 0; sameParts && i < wanted.parts().size(); i++) {
      sameParts = result.parts().get(i).name().equals(wanted.parts().get(i).name());
    }
    for (int i = 0; sameGroups && i < wanted.groups().size(); i++) {
      sameGroups = same(result.groups().get(i), wanted.groups().get(i));
    }
    Map<Object, Double> parts = sameParts ? null : parts(result);
    for (int i = 0; i < wanted.parts().size(); i++) {
      values[next++] =
          sameParts
              ? result.parts().get(i).value()
              : parts.getOrDefault(wanted.parts().get(i).name(), Double.NaN);
    }
    Map<Object, Double> groups = sameGroups ? null : groups(result);
    for (int i = 0; i < wanted.groups().size(); i++) {
      values[next++] =
          sameGroups
              ? result.groups().get(i).value()
              : groups.getOrDefault(key(wanted.groups().get(i)), Double.NaN);
    }
    return values;
  }

  private static Map<Object, Double> parts(MetricResult result) {
    Map<Object, Double> values = new HashMap<>();
    result.parts().forEach(p -> values.put(p.name(), p.value()));
    return values;
  }

  private static Map<Object, Double> groups(MetricResult result) {
    Map<Object, Double> values = new HashMap<>();
    result.groups().forEach(g -> values.put(key(g), g.value()));
    return values;
  }

  private record Key(String column, String group) {}

  private static boolean same(GroupValue one, GroupValue other) {
    return one.group().equals(other.group()) && one.column().equals(other.column());
  }

  private static Key key(GroupValue group) {
    return new Key(group.column(), group.group());
  }

  /** Returns the result with an interval for each figure that has none of its own. */
  static MetricResult withIntervals(MetricResult result, Intervals intervals) {
    int place = 1;
    List<Part> parts = new ArrayList<>();
    for (Part p : result.parts()) {
      parts.add(new Part(p.name(), p.value(), chosen(p.interval(), p.value(), place++, intervals)));
    }
    List<GroupValue> groups = new ArrayList<>();
    for (GroupValue g : result.groups()) {
      Interval interval = chosen(g.interval(), g.value(), place++, intervals);
      groups.add(new GroupValue(g.column(), g.group(), g.value(), g.n(), interval));
    }
    Interval interval = chosen(result.interval(), result.value(), 0, intervals);
    return result.withInterval(interval).withParts(parts).withGroups(groups);
  }

  private static Interval chosen(Interval own, double value, int place, Intervals intervals) {
    return own != null || Double.isNaN(value) ? own : intervals.of(place, value);
  }
}
