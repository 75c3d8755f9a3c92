package governance.runtime.internal.evaluate;

import governance.api.evaluate.Interval;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.GroupValue;
import governance.api.evaluate.MetricResult.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All figures of one result under flat keys, so that value, parts and groups are bootstrapped
 * alike.
 */
final class Figures {
  static final String VALUE = "value";

  private Figures() {}

  /** Finds the interval of a figure by its key. */
  @FunctionalInterface
  interface Intervals {
    Interval of(String key, double value);
  }

  /** Returns every figure by key; NaN where not defined. */
  static Map<String, Double> of(MetricResult result) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put(VALUE, result.value());
    result.parts().forEach(p -> figures.put(key(p), p.value()));
    result.groups().forEach(g -> figures.put(key(g), g.value()));
    return figures;
  }

  /** Returns the result with an interval for each figure that has none of its own. */
  static MetricResult withIntervals(MetricResult result, Intervals intervals) {
    List<Part> parts = new ArrayList<>();
    for (Part p : result.parts()) {
      parts.add(new Part(p.name(), p.value(), chosen(p.interval(), p.value(), key(p), intervals)));
    }
    List<GroupValue> groups = new ArrayList<>();
    for (GroupValue g : result.groups()) {
      Interval interval = chosen(g.interval(), g.value(), key(g), intervals);
      groups.add(new GroupValue(g.column(), g.group(), g.value(), g.n(), interval));
    }
    Interval interval = chosen(result.interval(), result.value(), VALUE, intervals);
    return result.withInterval(interval).withParts(parts).withGroups(groups);
  }

  private static Interval chosen(Interval own, double value, String key, Intervals intervals) {
    return own != null || Double.isNaN(value) ? own : intervals.of(key, value);
  }

  private static String key(Part part) {
    return "part\u0000" + part.name();
  }

  private static String key(GroupValue group) {
    return "group\u0000" + group.column() + "\u0000" + group.group();
  }
}
