package plugins.fairness.internal.text;

import governance.api.evaluate.Interval;
import governance.api.evaluate.MetricResult.GroupValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import plugins.fairness.internal.Rate;

/** Shares with their intervals: of all items and of the items of each kind. */
final class Shares {
  static final double LEVEL = 0.95;

  private final Map<List<String>, long[]> kinds = new LinkedHashMap<>();
  private long yes;
  private long all;

  /** Counts an item; {@code kinds} are pairs of a name and a value, such as type and gender. */
  void add(boolean counts, String... kindsOfItem) {
    yes += counts ? 1 : 0;
    all++;
    for (int i = 0; i < kindsOfItem.length; i += 2) {
      long[] own =
          kinds.computeIfAbsent(List.of(kindsOfItem[i], kindsOfItem[i + 1]), kind -> new long[2]);
      own[0] += counts ? 1 : 0;
      own[1]++;
    }
  }

  long size() {
    return all;
  }

  double share() {
    return all == 0 ? Double.NaN : (double) yes / all;
  }

  Interval interval() {
    return wilson(yes, all);
  }

  /** Figures by kind; names of kinds in the order of their first item, values sorted. */
  List<GroupValue> groups() {
    List<GroupValue> groups = new ArrayList<>();
    List<String> names = kinds.keySet().stream().map(kind -> kind.get(0)).distinct().toList();
    for (String name : names) {
      kinds.keySet().stream()
          .filter(kind -> kind.get(0).equals(name))
          .map(kind -> kind.get(1))
          .sorted()
          .forEach(value -> groups.add(group(name, value)));
    }
    return groups;
  }

  private GroupValue group(String name, String value) {
    long[] own = kinds.get(List.of(name, value));
    return new GroupValue(name, value, (double) own[0] / own[1], own[1], wilson(own[0], own[1]));
  }

  /** Wilson's score interval of a proportion (Wilson 1927); null without items. */
  static Interval wilson(long yes, long all) {
    if (all == 0) {
      return null;
    }
    Rate rate = new Rate(yes, all);
    return new Interval(rate.low(), rate.high(), LEVEL, "Wilson");
  }

  /** Newcombe's interval of a difference of two independent proportions (1998, method 10). */
  static Interval difference(long yes, long all, long otherYes, long otherAll) {
    Rate one = new Rate(yes, all);
    Rate other = new Rate(otherYes, otherAll);
    return new Interval(one.differenceLow(other), one.differenceHigh(other), LEVEL, "Newcombe");
  }
}
