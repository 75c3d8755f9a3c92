package plugins.fairness.internal.rule;

import governance.api.GovernanceException;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.EvaluationSet.Groups;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The groups that a rule tells apart: combinations of the values of one or several protected
 * columns.
 *
 * @param columns the columns
 * @param groups the values of each group, one for each column, in alphabetical order
 */
record Membership(List<String> columns, List<List<String>> groups) {
  /** Stands for no group: a value is missing, or the combination was not learnt. */
  static final int NONE = -1;

  /** Copies the lists. */
  Membership {
    columns = List.copyOf(columns);
    groups = groups.stream().map(List::copyOf).toList();
  }

  /**
   * Finds the groups of the validation rows.
   *
   * @param wanted the columns, none for all
   * @throws GovernanceException if there is no such column
   */
  static Membership of(String rule, EvaluationSet set, String[] wanted) {
    List<String> all = set.protectedColumns();
    for (String column : wanted) {
      if (!all.contains(column)) {
        throw GovernanceException.spec(
            rule + " setting columns",
            "got " + column,
            "protected columns " + all,
            "Name one of them, or add it to data.protected");
      }
    }
    if (all.isEmpty()) {
      throw GovernanceException.spec(
          rule, "no protected column", "at least one", "Set data.protected");
    }
    List<String> columns = wanted.length == 0 ? all : List.of(wanted);
    Map<String, List<String>> found = new TreeMap<>();
    for (int row = 0; row < set.size(); row++) {
      List<String> values = values(columns, set, row);
      if (values != null) {
        found.put(String.join("\u0000", values), values);
      }
    }
    return new Membership(columns, List.copyOf(found.values()));
  }

  /** Returns the values of a row, or null when one is missing. */
  private static List<String> values(List<String> columns, EvaluationSet set, int row) {
    List<String> values = new ArrayList<>(columns.size());
    for (String column : columns) {
      Groups groups = set.groups(column);
      int index = groups.index()[row];
      if (index < 0) {
        return null;
      }
      values.add(groups.names().get(index));
    }
    return values;
  }

  /** Returns the group of each row, or {@link #NONE}; a column may be missing altogether. */
  int[] of(EvaluationSet set) {
    int[] members = new int[set.size()];
    boolean known = set.protectedColumns().containsAll(columns);
    Map<List<String>, Integer> index = new HashMap<>();
    groups.forEach(group -> index.put(group, index.size()));
    for (int row = 0; row < members.length; row++) {
      List<String> values = known ? values(columns, set, row) : null;
      members[row] = values == null ? NONE : index.getOrDefault(values, NONE);
    }
    return members;
  }

  /** Returns the rows of one group. */
  static int[] rows(int[] members, int group) {
    return IntStream.range(0, members.length).filter(row -> members[row] == group).toArray();
  }

  /** Returns how many groups there are. */
  int size() {
    return groups.size();
  }

  /** Returns the name of a group; one that follows from a condition already names its column. */
  String name(int group) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      String value = groups.get(group).get(i);
      String column = columns.get(i);
      parts.add(condition(column, value) ? value : column + "=" + value);
    }
    return String.join(", ", parts);
  }

  private static boolean condition(String column, String value) {
    int end = 0;
    while (end < column.length()
        && (Character.isLetterOrDigit(column.charAt(end))
            || "_-".indexOf(column.charAt(end)) >= 0)) {
      end++;
    }
    return end > 0
        && end < column.length()
        && value.length() > end
        && value.startsWith(column.substring(0, end))
        && !Character.isLetterOrDigit(value.charAt(end));
  }

  /** Returns the columns as readers call them. */
  String title() {
    return String.join(" and ", columns);
  }
}
