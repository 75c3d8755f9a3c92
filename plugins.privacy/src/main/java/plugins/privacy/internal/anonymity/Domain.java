package plugins.privacy.internal.anonymity;

import governance.api.GovernanceException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeSet;

/**
 * The values of one quasi-identifier in training rows, numbered so that the values of every group
 * of the hierarchy, and the numbers of an interval, follow one another. A missing value has the
 * last code and is alone until everything is one.
 */
final class Domain {
  /** How a missing value is written beside others. */
  private static final String MISSING = "(missing)";

  private final String name;
  private final Hierarchy hierarchy;
  private final List<Object> values = new ArrayList<>();
  private final Map<Object, Integer> codes = new HashMap<>();
  private final Map<List<String>, Integer> byPath = new HashMap<>();
  private final List<int[]> groups = new ArrayList<>();
  private final List<List<String>> labels = new ArrayList<>();
  private final boolean numeric;
  private final boolean missing;

  /**
   * Numbers values.
   *
   * @param name the column
   * @param column its values; null and NaN are missing
   * @param numeric whether they are numbers
   * @param hierarchy how they are generalised, or null
   */
  Domain(String name, List<?> column, boolean numeric, Hierarchy hierarchy) {
    this.name = name;
    this.numeric = numeric;
    this.hierarchy = hierarchy;
    TreeSet<Object> sorted = new TreeSet<>();
    boolean lacks = false;
    for (Object value : column) {
      Object present = Values.present(value);
      lacks |= present == null;
      if (present != null) {
        sorted.add(present);
      }
    }
    missing = lacks;
    int size = sorted.size() + (lacks ? 1 : 0);
    int levels = hierarchy == null ? 0 : hierarchy.levels();
    for (int level = 0; level <= levels + 1; level++) {
      groups.add(new int[size]);
      labels.add(new ArrayList<>());
    }
    arrange(new ArrayList<>(sorted), levels);
    if (lacks) {
      addMissing(levels);
    }
    labels.get(levels + 1).add(Values.ANY);
  }

  private void arrange(List<Object> all, int level) {
    if (level == 0) {
      for (Object value : all) {
        int code = values.size();
        groups.get(0)[code] = code;
        labels.get(0).add(Values.text(value));
        codes.put(value, code);
        values.add(value);
      }
      return;
    }
    Map<String, List<Object>> parts = new LinkedHashMap<>();
    for (Object value : all) {
      String[] path = hierarchy.path(value);
      if (path == null) {
        throw lacking(value);
      }
      parts.computeIfAbsent(path[level - 1], l -> new ArrayList<>()).add(value);
    }
    parts.forEach(
        (label, part) -> {
          int first = values.size();
          int group = labels.get(level).size();
          labels.get(level).add(label);
          arrange(part, level - 1);
          for (int code = first; code < values.size(); code++) {
            groups.get(level)[code] = group;
          }
          byPath.put(above(hierarchy.path(part.get(0)), level), first);
        });
  }

  private static List<String> above(String[] path, int level) {
    return List.of(path).subList(level - 1, path.length);
  }

  private void addMissing(int levels) {
    int code = values.size();
    values.add(null);
    codes.put(null, code);
    for (int level = 0; level <= levels; level++) {
      groups.get(level)[code] = labels.get(level).size();
      labels.get(level).add("");
    }
  }

  private GovernanceException lacking(Object value) {
    return GovernanceException.data(
        "column " + name,
        "its hierarchy lacks the value \"" + Values.text(value) + "\"",
        "a hierarchy with every value of the column",
        "Add the value to it, or mend the data");
  }

  String name() {
    return name;
  }

  boolean numeric() {
    return numeric;
  }

  boolean hierarchical() {
    return hierarchy != null;
  }

  /** Returns the number of codes. */
  int size() {
    return values.size();
  }

  /** Returns the number of the coarsest level, where all values are one; 0 is the value itself. */
  int top() {
    return groups.size() - 1;
  }

  /** Returns for each code its group at a level; groups are numbered from 0. */
  int[] groups(int level) {
    return groups.get(level);
  }

  /** Returns how many groups a level has. */
  int count(int level) {
    return labels.get(level).size();
  }

  /** Returns the codes of a column's values. */
  int[] encode(List<?> column) {
    int[] encoded = new int[column.size()];
    for (int row = 0; row < encoded.length; row++) {
      encoded[row] = code(column.get(row));
    }
    return encoded;
  }

  /**
   * Returns the code of a value; of one that training rows lack the code of a value of the same
   * group, of a number that of the next below; -1 where there is none.
   */
  int code(Object given) {
    Object value = Values.present(given);
    Integer code = codes.get(value);
    if (code != null || value == null) {
      return code == null ? -1 : code;
    }
    if (hierarchy != null) {
      String[] path = hierarchy.path(value);
      for (int level = 1; path != null && level <= path.length; level++) {
        Integer first = byPath.get(above(path, level));
        if (first != null) {
          return first;
        }
      }
      return -1;
    }
    return numeric ? floor((Double) value) : -1;
  }

  private int floor(double value) {
    int least = 0;
    int most = values.size() - (missing ? 1 : 0);
    while (most - least > 1) {
      int middle = (least + most) >>> 1;
      if ((Double) values.get(middle) <= value) {
        least = middle;
      } else {
        most = middle;
      }
    }
    return values.get(least) == null ? -1 : least;
  }

  /** Returns the finest level at which two codes are in one group. */
  int common(int low, int high) {
    int level = 0;
    while (groups.get(level)[low] != groups.get(level)[high]) {
      level++;
    }
    return level;
  }

  /** Returns the label of a group at a level; of a value that training rows lack, its own. */
  String label(int level, Object given) {
    Object value = Values.present(given);
    if (level == top()) {
      return Values.ANY;
    }
    if (level == 0 || value == null) {
      return Values.text(value);
    }
    String[] path = hierarchy.path(value);
    return path == null ? Values.ANY : path[level - 1];
  }

  /** Returns the label of the group of a code at a level. */
  String groupLabel(int level, int code) {
    return labels.get(level).get(groups.get(level)[code]);
  }

  /** Returns how a region is written. */
  String label(Region region) {
    if (region.codes() != null) {
      return labels(region.codes());
    }
    int low = region.low();
    int high = region.high();
    if (low == high) {
      return labels.get(0).get(low);
    }
    if (hierarchy != null) {
      int level = common(low, high);
      return labels.get(level).get(groups.get(level)[low]);
    }
    List<String> texts = labels.get(0);
    return values.get(high) == null ? Values.ANY : texts.get(low) + " to " + texts.get(high);
  }

  private String labels(int... set) {
    if (set.length == values.size()) {
      return Values.ANY;
    }
    StringJoiner all = new StringJoiner(" | ");
    for (int code : set) {
      all.add(values.get(code) == null ? MISSING : labels.get(0).get(code));
    }
    return all.toString();
  }

  /** Whether several values are published as the set of them: those without order or hierarchy. */
  boolean sets() {
    return !numeric && hierarchy == null;
  }

  /**
   * Returns what is published where rows with these codes are together: the set of their values,
   * the range of numbers, or the common group of a hierarchy.
   *
   * @param present the codes, ascending
   */
  Region published(int... present) {
    int low = present[0];
    int high = present[present.length - 1];
    if (sets() && low < high) {
      return new Region(low, high, present);
    }
    int[] region = region(low, high);
    return Region.of(region[0], region[1]);
  }

  /**
   * Returns the codes that are published where values from low to high are together: without a
   * hierarchy these, else all of their common group.
   */
  private int[] region(int low, int high) {
    if (hierarchy == null || low == high) {
      return new int[] {low, high};
    }
    int[] level = groups.get(common(low, high));
    int first = low;
    int last = high;
    while (first > 0 && level[first - 1] == level[low]) {
      first--;
    }
    while (last < level.length - 1 && level[last + 1] == level[low]) {
      last++;
    }
    return new int[] {first, last};
  }

  /** Returns the penalty of what is published, see {@link #penalty(int, int)}. */
  double penalty(Region region) {
    return region.codes() == null
        ? penalty(region.low(), region.high())
        : (double) region.codes().length / values.size();
  }

  /** Returns the penalty of rows with so many different codes from low to high. */
  double penalty(int low, int high, int different) {
    return sets() && low < high ? (double) different / values.size() : penalty(low, high);
  }

  /**
   * Returns the normalised certainty penalty of a region in [0, 1]: for numbers its share of the
   * range, for categories its share of the values; 0 for one value (Xu et al. 2006).
   */
  double penalty(int low, int high) {
    if (low == high) {
      return 0;
    }
    if (values.get(high) == null) {
      return 1;
    }
    int[] region = region(low, high);
    boolean counted = !numeric || hierarchy instanceof TreeHierarchy;
    if (counted || values.get(region[1]) == null) {
      return (region[1] - region[0] + 1) / (double) values.size();
    }
    int last = values.size() - (missing ? 2 : 1);
    return span(region[0], region[1]) / span(0, last);
  }

  private double span(int low, int high) {
    return Math.abs((Double) values.get(high) - (Double) values.get(low));
  }

  /** Returns hierarchy and values, the same for the same training rows. */
  String description() {
    String how = hierarchy == null ? "no hierarchy" : hierarchy.description();
    return name + ": " + how + ", values " + labels.get(0);
  }
}
