package governance.api.data;

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

  /** Returns all names in order. */
  public List<String> names() {
    return columns.stream().map(Column::name).toList();
  }
}
