package plugins.privacy.internal.anonymity;

import governance.api.GovernanceException;
import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.Role;
import governance.api.data.ValueType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds columns that a setting names. */
final class Columns {
  /** Rows that figures rest on must keep these. */
  private static final Set<Role> KEPT =
      EnumSet.of(Role.LABEL, Role.TAGS, Role.PROTECTED, Role.ID, Role.TEXT);

  private final String subject;
  private final Dataset data;

  /**
   * Prepares.
   *
   * @param subject the setting, for errors
   */
  Columns(String subject, Dataset data) {
    this.subject = subject;
    this.data = data;
  }

  /** Returns the quasi-identifiers that are named, or else those of that role; all may change. */
  List<Column> quasi(List<String> names) {
    List<Column> columns = any(names);
    for (Column column : columns) {
      if (KEPT.contains(column.role()) || column.type() == ValueType.WORDS) {
        throw GovernanceException.spec(
            subject,
            "column \"" + column.name() + "\" has the role " + column.role(),
            "a column that may change; labels, groups, keys and texts must stay",
            "Leave it out, or give it another role with data.columns");
      }
    }
    return columns;
  }

  /** Returns the quasi-identifiers that are named, or else those of that role. */
  List<Column> any(List<String> names) {
    List<Column> columns = new ArrayList<>();
    for (String name : new LinkedHashSet<>(names)) {
      columns.add(one(name));
    }
    columns.addAll(names.isEmpty() ? data.schema().with(Role.QUASI_IDENTIFIER) : List.of());
    if (columns.isEmpty()) {
      throw GovernanceException.spec(
          subject,
          "none is named, and no column has the role QUASI_IDENTIFIER",
          "columns among " + data.schema().names(),
          "Name what may identify a person together with other columns");
    }
    return columns;
  }

  /** Returns the column of that name. */
  Column one(String name) {
    int index = data.schema().indexOf(name);
    if (index < 0) {
      throw GovernanceException.spec(
          subject,
          name.isEmpty() ? "none is named" : "there is no column \"" + name + "\"",
          "a column among " + data.schema().names(),
          "Name one of these");
    }
    return data.schema().columns().get(index);
  }

  /** Returns for each row whether it has the value of {@code COLUMN=VALUE}. */
  boolean[] members(String condition) {
    int equals = condition.indexOf('=');
    if (equals < 1) {
      throw GovernanceException.spec(
          subject, "got \"" + condition + "\"", "COLUMN=VALUE", "Write it so");
    }
    Column column = one(condition.substring(0, equals).strip());
    String value = condition.substring(equals + 1).strip();
    boolean[] members = new boolean[data.size()];
    boolean any = false;
    List<?> values = data.values(column.name());
    for (int row = 0; row < members.length; row++) {
      members[row] = Values.text(values.get(row)).equals(value);
      any |= members[row];
    }
    if (!any) {
      throw GovernanceException.spec(
          subject,
          "no row has \"" + value + "\" in column \"" + column.name() + "\"",
          "a value of the column",
          "Correct it");
    }
    return members;
  }
}
