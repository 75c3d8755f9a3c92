package governance.api.data;

import java.util.Objects;

/**
 * One column of a data set.
 *
 * @param name the name, unique in its schema
 * @param type the type of the values
 * @param role what it means in a run
 */
public record Column(String name, ValueType type, Role role) {
  /** Checks that no part is null. */
  public Column {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(role, "role");
  }

  /** Returns this column in another role. */
  public Column as(Role other) {
    return new Column(name, type, other);
  }
}
