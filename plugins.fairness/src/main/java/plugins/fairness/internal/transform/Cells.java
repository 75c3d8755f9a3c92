package plugins.fairness.internal.transform;

import governance.api.data.Dataset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which group and class each row belongs to. The groups are the combinations of values of the
 * columns that occur. A row that lacks one of the values or the class belongs to none.
 */
final class Cells {
  private final List<String> columns;
  private final String label;
  private final List<List<String>> groups = new ArrayList<>();
  private final List<String> classes;
  private final int[] group;
  private final int[] classOf;

  /**
   * Finds the groups and classes of the rows.
   *
   * @param columns the columns whose combinations are the groups
   * @param label the column of classes
   */
  Cells(Dataset data, List<String> columns, String label) {
    this.columns = List.copyOf(columns);
    this.label = label;
    this.group = new int[data.size()];
    this.classOf = new int[data.size()];
    List<List<?>> values = new ArrayList<>();
    columns.forEach(column -> values.add(data.values(column)));
    List<List<String>> keys = new ArrayList<>(data.size());
    List<String> labels = new ArrayList<>(data.size());
    Map<List<String>, Integer> index = new TreeMap<>(Cells::compare);
    TreeSet<String> names = new TreeSet<>();
    for (int row = 0; row < data.size(); row++) {
      String name = text(data.values(label).get(row));
      List<String> key = name == null ? null : key(values, row);
      keys.add(key);
      labels.add(name);
      if (key != null) {
        index.put(key, 0);
        names.add(name);
      }
    }
    index.replaceAll((key, none) -> add(key));
    this.classes = List.copyOf(names);
    Map<String, Integer> classIndex = new HashMap<>();
    classes.forEach(name -> classIndex.put(name, classIndex.size()));
    for (int row = 0; row < group.length; row++) {
      group[row] = keys.get(row) == null ? -1 : index.get(keys.get(row));
      classOf[row] = keys.get(row) == null ? -1 : classIndex.get(labels.get(row));
    }
  }

  private int add(List<String> key) {
    groups.add(key);
    return groups.size() - 1;
  }

  private static List<String> key(List<List<?>> values, int row) {
    List<String> key = new ArrayList<>(values.size());
    for (List<?> column : values) {
      String value = text(column.get(row));
      if (value == null) {
        return null;
      }
      key.add(value);
    }
    return key;
  }

  private static String text(Object value) {
    return value == null || value.equals(Double.NaN) ? null : value.toString();
  }

  private static int compare(List<String> first, List<String> second) {
    for (int i = 0; i < first.size(); i++) {
      int order = first.get(i).compareTo(second.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /** Returns the number of rows. */
  int rows() {
    return group.length;
  }

  /** Returns the group of a row, or -1. */
  int group(int row) {
    return group[row];
  }

  /** Returns the class of a row, or -1. */
  int classOf(int row) {
    return classOf[row];
  }

  /** Returns the number of groups. */
  int groups() {
    return groups.size();
  }

  /** Returns the classes that occur, sorted. */
  List<String> classes() {
    return classes;
  }

  /** Returns the values of a group followed by a class. */
  List<String> key(int g, int c) {
    List<String> key = new ArrayList<>(groups.get(g));
    key.add(classes.get(c));
    return key;
  }

  /** Returns a group for readers: {@code sex=f, age>=25=yes}. */
  String name(int g) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < columns.size(); i++) {
      text.append(i == 0 ? "" : ", ")
          .append(columns.get(i))
          .append('=')
          .append(groups.get(g).get(i));
    }
    return text.toString();
  }

  /** Returns a group and class for readers: {@code sex=f, default=no}. */
  String name(int g, int c) {
    return name(g) + ", " + label + "=" + classes.get(c);
  }

  /** Returns the sum of the weights in each group and class. */
  double[][] totals(double[] weights) {
    double[][] totals = new double[groups.size()][classes.size()];
    for (int row = 0; row < group.length; row++) {
      if (group[row] >= 0) {
        totals[group[row]][classOf[row]] += weights[row];
      }
    }
    return totals;
  }

  /** Returns the number of rows in each group and class. */
  int[][] counts() {
    int[][] counts = new int[groups.size()][classes.size()];
    for (int row = 0; row < group.length; row++) {
      if (group[row] >= 0) {
        counts[group[row]][classOf[row]]++;
      }
    }
    return counts;
  }
}
