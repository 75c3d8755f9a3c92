package governance.runtime.internal.data;

import governance.api.GovernanceException;
import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.Role;
import governance.api.model.Task;
import governance.runtime.internal.spec.DataSpec;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The classes that a run tells apart, in the order of the model's outputs: numbers by value, texts
 * by alphabet, the tag {@code O} first.
 *
 * @param column the column they stand in
 * @param names their names
 * @param favourable index of the class that is good for a person, or -1
 */
public record Classes(String column, List<String> names, int favourable) {
  /** The tag of a word that belongs to no entity. */
  public static final String OUTSIDE = "O";

  /**
   * Of a hidden place of a masked language model: the most probable other piece, and the one that
   * stood there. No column holds them.
   */
  public static final Classes MASKED = new Classes("", List.of("other", "original"), -1);

  private static final int MOST = 200;

  /** Copies the list. */
  public Classes {
    names = List.copyOf(names);
  }

  /**
   * Finds the classes of a data set.
   *
   * @param lines line of each row in its file
   * @throws GovernanceException if there are fewer than two, too many to be classes, or others than
   *     the spec names
   */
  static Classes of(Dataset data, Task task, DataSpec spec, List<Long> lines) {
    if (task == Task.MASKED_LANGUAGE_MODEL) {
      return MASKED;
    }
    Column column = column(data, task);
    List<String> names = names(data, column, spec, lines);
    refuseOne(column, names);
    return of(column, names, spec.favourable().orElse(null));
  }

  /**
   * Finds the classes of rows that are only looked at: there may be no label, and one class.
   *
   * @return classes without a column where one class for each row is not what rows have
   */
  static Classes inspected(Dataset data, Task task, DataSpec spec, List<Long> lines) {
    Optional<Column> column = data.schema().first(Role.LABEL);
    if (task != Task.SEQUENCE_CLASSIFICATION || column.isEmpty()) {
      return new Classes("", List.of(), -1);
    }
    List<String> names = names(data, column.get(), spec, lines);
    return of(column.get(), names, spec.favourable().orElse(null));
  }

  private static List<String> names(Dataset data, Column column, DataSpec spec, List<Long> lines) {
    Map<String, Long> seen = new TreeMap<>(order());
    List<?> values = data.values(column.name());
    for (int row = 0; row < values.size(); row++) {
      List<?> labels = values.get(row) instanceof List<?> tags ? tags : List.of(values.get(row));
      long line = lines.get(row);
      labels.forEach(label -> seen.putIfAbsent(label.toString(), line));
    }
    List<String> names = spec.classes().isEmpty() ? List.copyOf(seen.keySet()) : spec.classes();
    refuseOthers(column, names, seen);
    return names;
  }

  private static void refuseOthers(Column column, List<String> names, Map<String, Long> seen) {
    List<String> others =
        seen.entrySet().stream()
            .filter(e -> !names.contains(e.getKey()))
            .map(e -> "\"" + e.getKey() + "\" on line " + e.getValue())
            .toList();
    if (!others.isEmpty()) {
      String more = others.size() > 3 ? " and " + (others.size() - 3) + " more" : "";
      throw GovernanceException.data(
          "label column \"" + column.name() + "\"",
          "has unknown labels: " + String.join(", ", others.stream().limit(3).toList()) + more,
          "the classes of the spec, " + names,
          "Mend the data, or add the label to data.classes");
    }
  }

  private static void refuseOne(Column column, List<String> names) {
    if (names.size() < 2) {
      throw GovernanceException.data(
          "label column \"" + column.name() + "\"",
          "every row has the class " + names,
          "at least two classes",
          "Choose another label with --label, or data with both outcomes");
    }
  }

  private static Classes of(Column column, List<String> names, String favourable) {
    if (names.size() > MOST) {
      throw GovernanceException.spec(
          "label column \"" + column.name() + "\"",
          "has " + names.size() + " different values",
          "at most " + MOST + " classes",
          "Choose a column of classes with --label");
    }
    return new Classes(column.name(), names, favourable(names, favourable));
  }

  private static Column column(Dataset data, Task task) {
    Role role = task == Task.SEQUENCE_CLASSIFICATION ? Role.LABEL : Role.TAGS;
    return data.schema()
        .first(role)
        .orElseThrow(
            () ->
                GovernanceException.spec(
                    "data.label",
                    "no column is the label",
                    "one of " + data.schema().names(),
                    "Name it with --label"));
  }

  private static int favourable(List<String> names, String favourable) {
    if (favourable == null) {
      return -1;
    }
    int index = names.indexOf(favourable);
    if (index < 0) {
      throw GovernanceException.spec(
          "data.favourable",
          "got \"" + favourable + "\"",
          "one of " + names,
          "Name a class of the label");
    }
    return index;
  }

  private static Comparator<String> order() {
    return Comparator.comparing((String s) -> !s.equals(OUTSIDE))
        .thenComparingDouble(
            s -> Double.isNaN(Typing.number(s)) ? Double.POSITIVE_INFINITY : Typing.number(s))
        .thenComparing(Comparator.naturalOrder());
  }

  /** Returns the index of each name. */
  Map<String, Integer> index() {
    Map<String, Integer> index = new HashMap<>();
    names.forEach(n -> index.put(n, index.size()));
    return index;
  }

  /** Returns the index of a class that a word has when nothing is predicted for it, or -1. */
  public int outside() {
    return names.indexOf(OUTSIDE);
  }

  /** Returns the index of a name. */
  public int indexOf(String name) {
    int index = names.indexOf(name);
    if (index < 0) {
      throw new NoSuchElementException(name + " is none of " + names);
    }
    return index;
  }
}
