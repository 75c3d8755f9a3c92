package plugins.fairness.internal.metric;

import governance.api.GovernanceException;
import governance.api.evaluate.EvaluationSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;

/** What settings select of a set: a class, protected columns and their intersections, strata. */
public final class Selection {
  /** Why there is no figure without a favourable class. */
  public static final String NO_FAVOURABLE = "the run names no favourable class";

  /** Why there is no figure without protected columns. */
  public static final String NO_COLUMN = "the run has no protected column";

  /** Why there is no figure without rows. */
  public static final String NO_ROWS = "there is no row with a weight above 0";

  /** More combinations of values than anyone reads, or that memory should be spent on. */
  private static final int MOST = 100_000;

  private Selection() {}

  /**
   * Returns the index of a class, that of the favourable class for an empty name, -1 when the run
   * names none.
   *
   * @throws GovernanceException if there is no such class
   */
  public static int positive(EvaluationSet set, String named) {
    if (named.isEmpty()) {
      return set.favourable();
    }
    int positive = set.classes().indexOf(named);
    if (positive < 0) {
      throw wrong("positive", named, "classes " + set.classes());
    }
    return positive;
  }

  /**
   * Returns protected columns by their names, all of them for none.
   *
   * @throws GovernanceException if there is no such column
   */
  public static List<String> columns(EvaluationSet set, String[] named) {
    List<String> all = set.protectedColumns();
    for (String column : named) {
      if (!all.contains(column)) {
        throw wrong("columns", column, "protected columns " + all);
      }
    }
    return named.length == 0 ? all : List.of(named);
  }

  /**
   * Returns the divisions by each column and by all combinations of up to some columns.
   *
   * @throws GovernanceException if a combination has too many groups
   */
  static List<Partition> partitions(EvaluationSet set, List<String> columns, int depth) {
    List<Partition> found = new ArrayList<>();
    for (int size = 1; size <= Math.min(depth, columns.size()); size++) {
      combine(set, columns, size, 0, new ArrayList<>(), found);
    }
    return found;
  }

  private static void combine(
      EvaluationSet set,
      List<String> columns,
      int size,
      int from,
      List<String> chosen,
      List<Partition> found) {
    if (chosen.size() == size) {
      found.add(intersection(set, chosen));
      return;
    }
    for (int c = from; c < columns.size(); c++) {
      chosen.add(columns.get(c));
      combine(set, columns, size, c + 1, chosen, found);
      chosen.remove(chosen.size() - 1);
    }
  }

  /**
   * Returns the intersections of columns.
   *
   * @throws GovernanceException if there are too many
   */
  static Partition intersection(EvaluationSet set, List<String> columns) {
    double count = 1;
    for (String column : columns) {
      count *= set.groups(column).names().size();
    }
    if (count > MOST && columns.size() > 1) {
      throw GovernanceException.spec(
          "setting columns",
          columns + " cross to " + (long) count + " groups",
          "at most " + MOST,
          "Name fewer columns, or set intersect lower");
    }
    return Partition.intersection(set, columns);
  }

  /**
   * Returns the strata by the values of columns, one of all rows for none.
   *
   * @throws GovernanceException if there is no such column, or there are too many strata
   */
  static Partition strata(EvaluationSet set, String[] given) {
    Partition strata;
    try {
      strata = Partition.strata(set, Arrays.asList(given));
    } catch (NoSuchElementException e) {
      List<String> all = new ArrayList<>(set.protectedColumns());
      set.columns().stream().filter(c -> !all.contains(c)).forEach(all::add);
      throw wrong("given", String.join(", ", given), "columns " + all);
    } catch (ArithmeticException e) {
      strata = null;
    }
    if (strata == null || strata.size() > MOST) {
      throw wrong("given", String.join(", ", given) + " with more strata", "at most " + MOST);
    }
    return strata;
  }

  private static GovernanceException wrong(String setting, String got, String allowed) {
    return GovernanceException.spec(
        "setting " + setting, "got " + got, allowed, "Name one of them");
  }
}
