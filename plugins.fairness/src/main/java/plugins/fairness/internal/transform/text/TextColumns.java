package plugins.fairness.internal.transform.text;

import governance.api.GovernanceException;
import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.Role;
import governance.api.data.Schema;
import governance.api.data.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** The columns whose texts are changed, and how one is. */
final class TextColumns {
  private TextColumns() {}

  /** Returns the columns that are wanted; all of the roles TEXT and TOKENS when none is named. */
  static List<Column> of(Schema schema, String[] wanted, String id) {
    List<Column> all = new ArrayList<>(schema.with(Role.TEXT));
    all.addAll(schema.with(Role.TOKENS));
    List<Column> allowed = new ArrayList<>(all);
    schema.with(Role.FEATURE).stream()
        .filter(c -> c.type() == ValueType.STRING)
        .forEach(allowed::add);
    List<String> names = allowed.stream().map(Column::name).toList();
    for (String name : wanted) {
      if (!names.contains(name)) {
        throw GovernanceException.spec(
            id + " setting columns",
            "got " + name,
            "columns of texts " + names,
            "Name one of them");
      }
    }
    if (all.isEmpty() && wanted.length == 0) {
      throw GovernanceException.spec(
          id,
          "no column of texts",
          "a column of role TEXT or TOKENS",
          "Put it after data.row-text, or name FEATURE columns in the setting columns");
    }
    return wanted.length == 0
        ? all
        : allowed.stream().filter(c -> Arrays.asList(wanted).contains(c.name())).toList();
  }

  /**
   * Returns a text after a change that keeps the number of words, or the same object where nothing
   * changes; a list of words is changed as one text.
   */
  static Object changed(Dataset data, String column, int row, UnaryOperator<String> change) {
    Object value = data.values(column).get(row);
    if (value instanceof String text) {
      String after = change.apply(text);
      return after.equals(text) ? value : after;
    }
    if (value == null) {
      return null;
    }
    List<String> words = data.words(column, row);
    String text = String.join("\n", words);
    String after = change.apply(text);
    return after.equals(text) ? value : List.of(after.split("\n", -1));
  }

  /** Returns a value as one text, nothing where it is missing. */
  static String text(Dataset data, String column, int row) {
    Object value = data.values(column).get(row);
    return value instanceof String text
        ? text
        : value == null ? "" : String.join("\n", data.words(column, row));
  }
}
