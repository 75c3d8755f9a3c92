package governance.runtime.internal.redact;

import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.Role;
import governance.api.data.Schema;
import governance.api.data.ValueType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lines of text; column {@code text}. */
final class TextRows extends RowFile {
  private static final Schema SCHEMA =
      new Schema(List.of(new Column("text", ValueType.STRING, Role.TEXT)));

  private final BufferedReader lines;

  TextRows(Path file, Source source) throws IOException {
    lines = reader(file, source);
  }

  @Override
  public Schema schema() {
    return SCHEMA;
  }

  @Override
  public Dataset next() throws IOException {
    List<String> part = new ArrayList<>();
    for (int row = 0; row < PART; row++) {
      String line = lines.readLine();
      if (line == null) {
        break;
      }
      part.add(line);
    }
    return part.isEmpty() ? null : Dataset.of(SCHEMA, List.of(part));
  }

  @Override
  public void begin(Writer to) {
    // lines have no head
  }

  @Override
  public void write(Dataset changed, Writer to) throws IOException {
    for (Object line : changed.values("text")) {
      to.write(line + "\n");
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
