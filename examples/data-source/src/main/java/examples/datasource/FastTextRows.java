package examples.datasource;

import governance.api.data.Column;
import governance.api.data.Role;
import governance.api.data.Row;
import governance.api.data.RowStream;
import governance.api.data.Schema;
import governance.api.data.ValueType;
import java.io.IOException;
import java.io.LineNumberReader;
import java.util.List;

/** The lines of a file, one at a time, so that its size does not matter. */
final class FastTextRows implements RowStream {
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              new Column("label", ValueType.STRING, Role.LABEL),
              new Column("text", ValueType.STRING, Role.TEXT)));

  private final LineNumberReader lines;
  private final String prefix;

  FastTextRows(LineNumberReader lines, String prefix) {
    this.lines = lines;
    this.prefix = prefix;
  }

  @Override
  public Schema schema() {
    return SCHEMA;
  }

  @Override
  public Row next() throws IOException {
    String line = lines.readLine();
    while (line != null && line.isBlank()) {
      line = lines.readLine();
    }
    if (line == null) {
      return null;
    }
    long number = lines.getLineNumber();
    String[] parts = line.strip().split("\\s+", 2);
    if (!parts[0].startsWith(prefix) || parts[0].length() == prefix.length()) {
      return Row.rejected(number, "does not begin with " + prefix + " and a class");
    }
    if (parts.length < 2 || parts[1].startsWith(prefix)) {
      return Row.rejected(number, parts.length < 2 ? "has no text" : "has more than one class");
    }
    // The decoder puts this character where bytes are not UTF-8.
    if (line.indexOf('\uFFFD') >= 0) {
      return Row.rejected(number, "is not UTF-8");
    }
    return Row.of(number, List.of(parts[0].substring(prefix.length()), parts[1]));
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
