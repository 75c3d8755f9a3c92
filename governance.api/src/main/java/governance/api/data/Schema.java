package governance.api.data;

import governance.api.GovernanceException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The columns of a data set in order.
 *
 * @param columns at least one, names unique
 */
public record Schema(List<Column> columns) {
  /** Copies the list and checks that names are unique. */
  public Schema {
    columns = List.copyOf(columns);
    Set<String> names = new HashSet<>();
    for (Column column : columns) {
      if (!names.add(column.name())) {
        throw new IllegalArgumentException("two columns are named \"" + column.name() + "\"");
      }
    }
  }

  /** Returns the position of a column, or -1. */
  public int indexOf(String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** Returns the columns of one role in order. */
  public List<Column> with(Role role) {
    return columns.stream().filter(c -> c.role() == role).toList();
  }

  /** Returns the first column of one role. */
  public Optional<Column> first(Role role) {
    return columns.stream().filter(c -> c.role() == role).findFirst();
  }

  /**
   * Returns the name of the column that holds the rows' weights: the one of role WEIGHT, or where
   * there is none the name for a new one.
   *
   * @param added the name of a column to add
   * @throws GovernanceException if a column of another role has that name; names the setting {@code
   *     weightColumn}
   * @since 1.1
   */
  public String weightColumn(String added) {
    Optional<Column> present = first(Role.WEIGHT);
    if (present.isEmpty() && indexOf(added) >= 0) {
      throw GovernanceException.spec(
          "setting weightColumn",
          "got " + added,
          "a name that no column of the data has",
          "Choose another name");
    }
    return present.map(Column::name).orElse(added);
  }

  /** Returns all names in order. */
  public List<String> names() {
    return columns.stream().map(Column::name).toList();
  }
}
