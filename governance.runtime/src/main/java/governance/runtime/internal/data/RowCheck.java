package governance.runtime.internal.data;

import governance.api.data.Column;
import governance.api.data.Role;
import governance.api.data.Row;
import governance.api.data.Schema;
import java.util.List;

/** Says why a row that could be read still cannot be used. */
final class RowCheck {
  private final Schema schema;
  private final boolean textOnly;

  RowCheck(Schema schema) {
    this.schema = schema;
    this.textOnly = schema.with(Role.FEATURE).isEmpty();
  }

  /** Returns the reason, or null when the row can be used. */
  String fault(Row row) {
    if (row.error() != null) {
      return row.error();
    }
    if (row.values().size() != schema.columns().size()) {
      return "has " + row.values().size() + " values for " + schema.columns().size() + " columns";
    }
    for (int i = 0; i < row.values().size(); i++) {
      String fault = fault(schema.columns().get(i), row.values().get(i));
      if (fault != null) {
        return fault;
      }
    }
    return wordsAndTags(row);
  }

  private String fault(Column column, Object value) {
    return switch (column.role()) {
      case LABEL ->
          missing(value) ? "no value in the label column \"" + column.name() + "\"" : null;
      case ID -> missing(value) ? "no value in the id column \"" + column.name() + "\"" : null;
      case TEXT ->
          textOnly && missing(value) ? "no text in column \"" + column.name() + "\"" : null;
      case WEIGHT -> weight(column, value);
      default -> null;
    };
  }

  private static String weight(Column column, Object value) {
    double number = Typing.number(value);
    return number >= 0 && Double.isFinite(number)
        ? null
        : "the weight in column \""
            + column.name()
            + "\" is "
            + value
            + ", allowed are finite numbers of at least 0";
  }

  private String wordsAndTags(Row row) {
    int words = size(row, Role.TOKENS);
    int tags = size(row, Role.TAGS);
    if (words == 0) {
      return "has no words";
    }
    return words > 0 && tags >= 0 && words != tags
        ? "has " + words + " words and " + tags + " tags"
        : null;
  }

  private int size(Row row, Role role) {
    return schema
        .first(role)
        .map(c -> row.values().get(schema.indexOf(c.name())))
        .map(v -> ((List<?>) v).size())
        .orElse(-1);
  }

  private static boolean missing(Object value) {
    return value == null
        || value instanceof String s && s.isBlank()
        || value instanceof Double d && d.isNaN();
  }
}
