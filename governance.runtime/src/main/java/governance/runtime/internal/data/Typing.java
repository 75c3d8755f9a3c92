package governance.runtime.internal.data;

import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.Role;
import governance.api.data.Schema;
import governance.api.data.ValueType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Gives columns of texts their type. A column is numeric when every value that is present reads as
 * a number; in such a column {@link #MISSING} marks count as missing. Labels, groups, ids and texts
 * stay texts, whatever they look like.
 */
final class Typing {
  /** What stands for a missing number in files in use (R, pandas, the UCI repository). */
  static final Set<String> MISSING = Set.of("?", "NA", "N/A", "NaN", "nan", "null", "NULL");

  private static final Set<Role> TEXTS =
      EnumSet.of(Role.LABEL, Role.PROTECTED, Role.ID, Role.TEXT, Role.DIRECT_IDENTIFIER);

  private Typing() {}

  /** Returns the data set over raw values. */
  static Dataset typed(Schema schema, List<List<Object>> raw) {
    List<Column> columns = new ArrayList<>();
    List<List<?>> values = new ArrayList<>();
    for (int i = 0; i < raw.size(); i++) {
      Column column = schema.columns().get(i);
      ValueType type = type(column, raw.get(i));
      columns.add(new Column(column.name(), type, column.role()));
      values.add(convert(raw.get(i), type));
    }
    return Dataset.of(new Schema(columns), values);
  }

  private static ValueType type(Column column, List<Object> values) {
    if (column.type() == ValueType.WORDS) {
      return ValueType.WORDS;
    }
    if (TEXTS.contains(column.role())) {
      return ValueType.STRING;
    }
    boolean any = false;
    for (Object value : values) {
      boolean present = !absent(value);
      if (present && Double.isNaN(number(value))) {
        return ValueType.STRING;
      }
      any |= present;
    }
    return any ? ValueType.NUMBER : ValueType.STRING;
  }

  private static List<?> convert(List<Object> values, ValueType type) {
    return switch (type) {
      case WORDS -> values;
      case NUMBER -> values.stream().map(Typing::number).toList();
      case STRING -> {
        List<String> texts = new ArrayList<>(values.size());
        values.forEach(v -> texts.add(text(v)));
        yield texts;
      }
    };
  }

  private static boolean absent(Object value) {
    return value == null
        || value instanceof Double d && d.isNaN()
        || value instanceof String s && (s.isBlank() || MISSING.contains(s.strip()));
  }

  /** Returns a value as a number, NaN when it is missing, or null when it is something else. */
  static Double numberOrMissing(Object value) {
    double number = value instanceof List<?> ? Double.NaN : number(value);
    return Double.isNaN(number) && !absent(value) ? null : (Double) number;
  }

  /** Returns a value as a number; NaN when it is missing or none. */
  static double number(Object value) {
    if (value instanceof Number n) {
      return n.doubleValue();
    }
    if (!(value instanceof String s) || s.isBlank() || !looksNumeric(s)) {
      return Double.NaN;
    }
    try {
      double number = Double.parseDouble(s.strip());
      return Double.isFinite(number) ? number : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /**
   * Java also reads {@code 1f}, {@code 0x1p3} and {@code Infinity}, which no data file means as
   * numbers.
   */
  private static boolean looksNumeric(String text) {
    return text.strip().chars().allMatch(c -> c >= '0' && c <= '9' || "+-.eE".indexOf(c) >= 0);
  }

  /** Returns a value as a text, whole numbers without fraction; null when it is missing. */
  static String text(Object value) {
    if (value instanceof Double d) {
      boolean whole = d == Math.rint(d) && Math.abs(d) < 1e15;
      return d.isNaN() ? null : whole ? Long.toString(d.longValue()) : d.toString();
    }
    String text = value == null ? "" : value.toString().strip();
    return text.isEmpty() ? null : text;
  }
}
