package governance.runtime.internal.support;

import governance.api.data.Column;
import governance.api.data.DataRequest;
import governance.api.data.DataSource;
import governance.api.data.Role;
import governance.api.data.Row;
import governance.api.data.RowStream;
import governance.api.data.Schema;
import governance.api.data.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** Reads comma separated lines without quotes; enough for tests of what happens behind a source. */
public final class MemorySource implements DataSource {
  private final List<String> lines;

  private MemorySource(List<String> lines) {
    this.lines = lines;
  }

  /**
   * Returns a source of the given lines, the first naming the columns; without lines it reads the
   * file asked for.
   */
  public static MemorySource of(String... lines) {
    return new MemorySource(List.of(lines));
  }

  @Override
  public List<String> endings() {
    return List.of(".csv");
  }

  @Override
  public RowStream open(DataRequest request) throws IOException {
    List<String> all = lines.isEmpty() ? Files.readAllLines(request.file().orElseThrow()) : lines;
    return new Stream(schema(all.get(0)), all.subList(1, all.size()).iterator());
  }

  /** Returns the columns that a header names; {@code tokens} and {@code tags} hold words. */
  public static Schema schema(String header) {
    List<Column> columns = new ArrayList<>();
    for (String name : header.split(",")) {
      columns.add(
          switch (name) {
            case "tokens" -> new Column(name, ValueType.WORDS, Role.TOKENS);
            case "tags" -> new Column(name, ValueType.WORDS, Role.TAGS);
            default -> new Column(name, ValueType.STRING, Role.FEATURE);
          });
    }
    return new Schema(columns);
  }

  private static final class Stream implements RowStream {
    private final Schema schema;
    private final Iterator<String> lines;
    private long line = 1;

    Stream(Schema schema, Iterator<String> lines) {
      this.schema = schema;
      this.lines = lines;
    }

    @Override
    public Schema schema() {
      return schema;
    }

    @Override
    public Row next() throws IOException {
      if (!lines.hasNext()) {
        return null;
      }
      line++;
      String text = lines.next();
      if (text.equals("!io")) {
        throw new IOException("Unexpected end of ZLIB input stream");
      }
      String[] parts = text.split(",", -1);
      if (parts.length != schema.columns().size()) {
        return Row.rejected(
            line, "has " + parts.length + " fields, expected " + schema.columns().size());
      }
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < parts.length; i++) {
        boolean words = schema.columns().get(i).type() == ValueType.WORDS;
        values.add(words ? words(parts[i]) : parts[i].isEmpty() ? null : parts[i]);
      }
      return Row.of(line, values);
    }

    private static List<String> words(String text) {
      return text.isEmpty() ? List.of() : Arrays.asList(text.split(" "));
    }

    @Override
    public void close() {}
  }
}
