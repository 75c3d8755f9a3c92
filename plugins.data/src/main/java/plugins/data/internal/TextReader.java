package plugins.data.internal;

import governance.api.data.Column;
import governance.api.data.Role;
import governance.api.data.Row;
import governance.api.data.RowStream;
import governance.api.data.Schema;
import governance.api.data.ValueType;
import java.io.IOException;
import java.util.List;
import plugins.data.internal.LineReader.Line;

/** The paragraphs of a text. One that is too long is rejected without being held in memory. */
final class TextReader implements RowStream {
  private static final Schema SCHEMA =
      new Schema(List.of(new Column("text", ValueType.STRING, Role.TEXT)));

  private final DataFile file;
  private final boolean single;
  private final LineReader lines;

  TextReader(DataFile file, boolean single, LineReader lines) {
    this.file = file;
    this.single = single;
    this.lines = lines;
  }

  @Override
  public Schema schema() {
    return SCHEMA;
  }

  @Override
  public Row next() throws IOException {
    Line line = lines.nextWritten();
    if (line == null) {
      return null;
    }
    long first = line.number();
    long length = 0;
    StringBuilder text = new StringBuilder();
    do {
      length += line.length() + (text.isEmpty() ? 0 : 1);
      if (length <= file.longest()) {
        text.append(text.isEmpty() ? "" : " ").append(line.text().strip());
      }
      line = single ? null : lines.next();
    } while (line != null && !line.text().isBlank());
    if (length > file.longest()) {
      String advice = single ? "" : " (a blank line ends a paragraph; see the setting lines)";
      return Row.rejected(
          first,
          "a paragraph of " + length + " characters; longest allows " + file.longest() + advice);
    }
    return Row.of(first, List.of(text.toString()));
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
