package plugins.data.internal;

import governance.api.data.Column;
import governance.api.data.Role;
import governance.api.data.Row;
import governance.api.data.RowStream;
import governance.api.data.Schema;
import governance.api.data.ValueType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import plugins.data.internal.JsonObjectParser.Rejected;
import plugins.data.internal.LineReader.Line;

/** Reads JSON lines in two passes: the first finds the columns, the second gives the rows. */
final class JsonLinesReader {
  private final DataFile file;
  private final Set<String> missing;
  private final Renaming names;

  JsonLinesReader(DataFile file, Set<String> missing, Renaming names) {
    this.file = file;
    this.missing = missing;
    this.names = names;
  }

  /** What is known of a column after the first pass. */
  private static final class Found {
    private final ColumnGuess guess = new ColumnGuess();
    private boolean words;
  }

  /** Returns the rows; refuses a file without any JSON object. */
  RowStream open() throws IOException {
    Map<String, Found> found = scan();
    if (found.isEmpty()) {
      throw file.problem(
          "no line holds a JSON object with a key",
          "one JSON object a line",
          "Check how it was written");
    }
    List<String> keys = List.copyOf(found.keySet());
    List<String> renamed = names.columns(keys);
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      columns.add(column(renamed.get(i), found.get(keys.get(i))));
    }
    return new Rows(new Schema(columns), keys, file.open());
  }

  private Map<String, Found> scan() throws IOException {
    Map<String, Found> found = new LinkedHashMap<>();
    try (LineReader lines = file.open()) {
      for (Line line = lines.next(); line != null; line = lines.next()) {
        if (!line.text().isBlank() && !line.tooLong()) {
          try {
            JsonObjectParser.parse(line.text()).forEach((k, v) -> add(found, k, v));
          } catch (Rejected e) {
            continue; // reported in the second pass
          }
        }
      }
    }
    return found;
  }

  private void add(Map<String, Found> found, String key, Object value) {
    Found column = found.computeIfAbsent(key, k -> new Found());
    if (value instanceof List) {
      column.words = true;
    } else if (value != null && !missing.contains(value)) {
      column.guess.add((String) value);
    }
  }

  private static Column column(String name, Found found) {
    return found.words
        ? new Column(name, ValueType.WORDS, role(name))
        : new Column(name, ValueType.STRING, found.guess.role(name));
  }

  private static Role role(String name) {
    return switch (name) {
      case "tokens", "words" -> Role.TOKENS;
      case "tags", "ner_tags" -> Role.TAGS;
      default -> Role.IGNORED;
    };
  }

  /** The rows of the second pass. */
  private final class Rows implements RowStream {
    private final Schema schema;
    private final List<String> keys;
    private final LineReader lines;

    Rows(Schema schema, List<String> keys, LineReader lines) {
      this.schema = schema;
      this.keys = keys;
      this.lines = lines;
    }

    @Override
    public Schema schema() {
      return schema;
    }

    @Override
    public Row next() throws IOException {
      Line line = lines.nextWritten();
      if (line == null) {
        return null;
      }
      if (line.tooLong()) {
        return Row.rejected(
            line.number(), line.length() + " characters; longest allows " + file.longest());
      }
      try {
        return row(line.number(), JsonObjectParser.parse(line.text()));
      } catch (Rejected e) {
        return Row.rejected(line.number(), e.getMessage());
      }
    }

    private Row row(long line, Map<String, Object> object) throws Rejected {
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < keys.size(); i++) {
        values.add(value(schema.columns().get(i), object.get(keys.get(i))));
      }
      return Row.of(line, values);
    }

    private Object value(Column column, Object value) throws Rejected {
      boolean list = value instanceof List;
      if (list != (column.type() == ValueType.WORDS)) {
        String not =
            list ? " is a list; in other lines it is not" : " is no list; in other lines it is";
        throw new Rejected("\"" + column.name() + "\"" + not);
      }
      if (list || value == null || missing.contains(value)) {
        return list ? value : null;
      }
      return names.values(column.name()).getOrDefault(value, (String) value);
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}
