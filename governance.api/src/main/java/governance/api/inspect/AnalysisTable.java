package governance.api.inspect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * The figures behind findings.
 *
 * @param title what the rows are, such as {@code Groups of sex}
 * @param columns at least one
 * @param rows for each row a value for each column: a String in columns of {@link Format#TEXT}, a
 *     Number in the others, null where there is none. Numbers that are not finite become null
 * @param note what a reader must know to read it, or an empty string
 * @since 1.1
 */
public record AnalysisTable(
    String title, List<Column> columns, List<List<Object>> rows, String note) {
  /** How the values of a column are shown. */
  public enum Format {
    /** A text. */
    TEXT,
    /** A whole number, at least 0. */
    COUNT,
    /** A number. */
    NUMBER,
    /** A share or rate, shown in per cent. */
    SHARE,
    /** The probability of so great a difference by chance alone. */
    P_VALUE
  }

  /**
   * A column of the table.
   *
   * @param name its heading
   * @param format how its values are shown
   */
  public record Column(String name, Format format) {
    /** Checks that no part is null. */
    public Column {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(format, "format");
    }
  }

  /**
   * Copies columns and rows.
   *
   * @throws IllegalArgumentException if a row has another number of values, or one that does not
   *     suit its column
   */
  public AnalysisTable {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(note, "note");
    columns = List.copyOf(columns);
    List<List<Object>> all = new ArrayList<>(rows.size());
    for (List<Object> row : rows) {
      all.add(checked(title, columns, row));
    }
    rows = Collections.unmodifiableList(all);
  }

  private static List<Object> checked(String title, List<Column> columns, List<Object> row) {
    if (row.size() != columns.size()) {
      throw new IllegalArgumentException(
          title + ": a row of " + row.size() + " values for " + columns.size() + " columns");
    }
    List<Object> values = new ArrayList<>(row.size());
    for (int i = 0; i < row.size(); i++) {
      Object value = row.get(i);
      boolean text = columns.get(i).format() == Format.TEXT;
      if (value != null && (text ? !(value instanceof String) : !(value instanceof Number))) {
        throw new IllegalArgumentException(
            title + ": " + value + " in column " + columns.get(i).name());
      }
      boolean finite = !(value instanceof Number n) || Double.isFinite(n.doubleValue());
      values.add(finite ? value : null);
    }
    return Collections.unmodifiableList(values);
  }
}
