package governance.runtime.internal.cli.file;

import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.runtime.internal.store.Json;
import java.util.ArrayList;
import java.util.List;

/** Rows as comma separated values (RFC 4180) with a header; missing values are empty. */
final class SeparatedRows {
  private SeparatedRows() {}

  static String text(Dataset data) {
    List<List<?>> columns = new ArrayList<>();
    data.schema().columns().stream().map(Column::name).forEach(n -> columns.add(data.values(n)));
    StringBuilder text = new StringBuilder();
    line(text, data.schema().names());
    for (int row = 0; row < data.size(); row++) {
      List<Object> values = new ArrayList<>(columns.size());
      for (List<?> column : columns) {
        values.add(column.get(row));
      }
      line(text, values);
    }
    return text.toString();
  }

  private static void line(StringBuilder text, List<?> values) {
    String between = "";
    for (Object value : values) {
      text.append(between).append(field(value));
      between = ",";
    }
    text.append('\n');
  }

  private static String field(Object value) {
    boolean missing = value == null || value instanceof Double d && d.isNaN();
    String text = missing ? "" : value instanceof Number ? Json.canonical(value) : value.toString();
    boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
