package plugins.fairness.internal.metric;

import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.EvaluationSet.Groups;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A division of the rows into groups: those of a protected column, the intersections of several
 * columns, or the strata of columns that a comparison is made within. Intersections are made while
 * rows are read, so that they need no memory of their own.
 */
public final class Partition {
  private static final String AND = " & ";

  /** Sets of more rows are divided anew for each figure, to hold no more than one division. */
  private static final int KEPT = 200_000;

  private final List<String> columns;
  private final List<Groups> groups;
  private final int size;
  private final int apart;
  private final boolean[] named;

  private Partition(List<String> columns, List<Groups> groups) {
    this(columns, groups, -1);
  }

  private Partition(List<String> columns, List<Groups> groups, int apart) {
    this.columns = columns;
    this.groups = groups;
    this.apart = apart;
    this.size =
        apart >= 0
            ? 2
            : groups.stream().mapToInt(g -> g.names().size()).reduce(1, Math::multiplyExact);
    // Looked up once: with a thousand groups it would be the most that a figure takes.
    named = new boolean[groups.size()];
    for (int c = 0; c < named.length; c++) {
      named[c] = groups.get(c).names().contains(columns.get(c));
    }
  }

  /** Returns the division by one protected column. */
  public static Partition of(EvaluationSet set, String protectedColumn) {
    return new Partition(List.of(protectedColumn), List.of(set.groups(protectedColumn)));
  }

  /** Returns one group of all rows. */
  public static Partition everyone(EvaluationSet set) {
    return strata(set, List.of());
  }

  /**
   * Returns the intersections of protected columns.
   *
   * @throws ArithmeticException if there are more than an int counts
   */
  static Partition intersection(EvaluationSet set, List<String> protectedColumns) {
    return new Partition(
        List.copyOf(protectedColumns), protectedColumns.stream().map(set::groups).toList());
  }

  /**
   * Returns the strata by the values of columns of any role; one stratum of all rows for none.
   *
   * @throws ArithmeticException if there are more than an int counts
   */
  static Partition strata(EvaluationSet set, List<String> columns) {
    List<Groups> groups = new ArrayList<>();
    for (String column : columns) {
      boolean known = set.protectedColumns().contains(column);
      groups.add(
          known
              ? set.groups(column)
              : set.shared(new ValuesKey(column), () -> byValue(set.column(column))));
    }
    return new Partition(List.copyOf(columns), groups);
  }

  /** Returns the same rows in two groups: 0 is all groups but one, pooled, and 1 is that one. */
  Partition against(int group) {
    return new Partition(columns, groups, group);
  }

  private record Key(List<String> columns, int apart) {}

  private record RowsKey(Object of) {}

  private record ValuesKey(String column) {}

  /** Returns what is equal for the same divisions of one set only. */
  public Object key() {
    return new Key(columns, apart);
  }

  /** Returns the number of rows of each group with a weight above 0; never to be changed. */
  public long[] rows(EvaluationSet set) {
    return set.once(new RowsKey(key()), () -> counted(set));
  }

  private long[] counted(EvaluationSet set) {
    long[] rows = new long[size];
    forEach(
        set,
        (row, group, weight) -> {
          if (group >= 0) {
            rows[group] += set.count(row);
          }
        });
    return rows;
  }

  /** Takes a row with a weight above 0. */
  @FunctionalInterface
  public interface RowConsumer {
    /** Takes the row; the group is -1 where a value is missing. */
    void accept(int row, int group, double weight);
  }

  /** Hands over the rows with a weight above 0, in their order. */
  public void forEach(EvaluationSet set, RowConsumer each) {
    if (set.size() <= KEPT) {
      int[] of = index(set);
      for (int row : set.weighted()) {
        each.accept(row, of[row], set.weight(row));
      }
      return;
    }
    int[] block = new int[1024];
    for (int from = 0; from < set.size(); from += block.length) {
      int to = Math.min(set.size(), from + block.length);
      fill(from, to, block);
      for (int row = from; row < to; row++) {
        double weight = set.weight(row);
        if (weight > 0) {
          each.accept(row, block[row - from], weight);
        }
      }
    }
  }

  private static Groups byValue(List<String> values) {
    TreeSet<String> sorted = new TreeSet<>();
    for (String value : values) {
      if (value != null) {
        sorted.add(value);
      }
    }
    Map<String, Integer> numbers = new HashMap<>();
    sorted.forEach(value -> numbers.put(value, numbers.size()));
    int[] index = new int[values.size()];
    int row = 0;
    for (String value : values) {
      index[row++] = value == null ? -1 : numbers.get(value);
    }
    return new Groups(List.copyOf(sorted), index);
  }

  /** Returns the columns, joined by an ampersand. */
  public String title() {
    return columns.size() == 1 ? columns.get(0) : String.join(AND, columns);
  }

  /** Returns the columns. */
  List<String> columns() {
    return columns;
  }

  /** Returns the number of groups, empty ones included. */
  public int size() {
    return size;
  }

  /** Returns the name of a group: its values, joined by an ampersand. */
  public String name(int group) {
    if (groups.size() == 1) {
      return groups.get(0).names().get(group);
    }
    String[] names = new String[groups.size()];
    int rest = group;
    for (int c = names.length - 1; c >= 0; c--) {
      List<String> values = groups.get(c).names();
      names[c] = values.get(rest % values.size());
      rest /= values.size();
    }
    return String.join(AND, names);
  }

  /**
   * Returns the name of a group with its column: sex=f. A group that follows from a condition, such
   * as age&lt;25, already names its column.
   */
  public String named(int group) {
    String[] names = new String[groups.size()];
    int rest = group;
    for (int c = names.length - 1; c >= 0; c--) {
      List<String> values = groups.get(c).names();
      String value = values.get(rest % values.size());
      names[c] = named[c] ? value : columns.get(c) + "=" + value;
      rest /= values.size();
    }
    return String.join(AND, names);
  }

  /** Returns the group of that name, or -1. */
  int indexOf(String name) {
    for (int group = 0; group < size; group++) {
      if (name(group).equals(name)) {
        return group;
      }
    }
    return -1;
  }

  private record IndexKey(Object of) {}

  /**
   * Returns the group of each row, -1 where a value is missing, made once for a small set; never to
   * be changed.
   */
  public int[] index(EvaluationSet set) {
    if (plain()) {
      return groups.get(0).index();
    }
    return set.size() > KEPT
        ? filled(set.size())
        : set.once(new IndexKey(key()), () -> filled(set.size()));
  }

  private int[] filled(int rows) {
    int[] index = new int[rows];
    fill(0, rows, index);
    return index;
  }

  private boolean plain() {
    return groups.size() == 1 && apart < 0;
  }

  /** Writes the groups of the rows from one up to another, -1 where a value is missing. */
  public void fill(int from, int to, int[] into) {
    if (plain()) {
      System.arraycopy(groups.get(0).index(), from, into, 0, to - from);
      return;
    }
    Arrays.fill(into, 0, to - from, 0);
    for (Groups each : groups) {
      int[] index = each.index();
      int values = each.names().size();
      for (int i = 0; i < to - from; i++) {
        int value = index[from + i];
        into[i] = into[i] < 0 || value < 0 ? -1 : into[i] * values + value;
      }
    }
    for (int i = 0; apart >= 0 && i < to - from; i++) {
      into[i] = into[i] < 0 ? -1 : into[i] == apart ? 1 : 0;
    }
  }
}
