package plugins.data.internal;

import governance.api.GovernanceException;
import governance.api.Settings;
import governance.api.data.Column;
import governance.api.data.DataRequest;
import governance.api.data.DataSource;
import governance.api.data.Role;
import governance.api.data.Row;
import governance.api.data.RowStream;
import governance.api.data.Schema;
import governance.api.data.ValueType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The texts of the files of a mix, one file after the other; rows without text are left out. */
final class MixReader implements RowStream {
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              new Column("text", ValueType.STRING, Role.TEXT),
              new Column("weight", ValueType.NUMBER, Role.WEIGHT)));
  private static final List<DataSource> SOURCES =
      List.of(new CsvSource(), new TsvSource(), new JsonLinesSource(), new ConllSource());

  private final Iterator<MixPart> parts;
  private final long seed;
  private MixPart part;
  private RowStream rows;
  private int column;

  MixReader(List<MixPart> parts, long seed) {
    this.parts = parts.iterator();
    this.seed = seed;
  }

  @Override
  public Schema schema() {
    return SCHEMA;
  }

  @Override
  public Row next() throws IOException {
    while (true) {
      Row row = rows == null ? null : rows.next();
      if (row != null && row.error() != null) {
        return Row.rejected(row.line(), part.file().getFileName() + ": " + row.error());
      }
      String text = row == null ? "" : text(row.values().get(column));
      if (!text.isBlank()) {
        return Row.of(row.line(), List.of(text, part.weight()));
      }
      if (row == null && !advance()) {
        return null;
      }
    }
  }

  private static String text(Object value) {
    if (value instanceof List<?> words) {
      return String.join(" ", words.stream().map(Object::toString).toList());
    }
    return value == null ? "" : value.toString();
  }

  private boolean advance() throws IOException {
    close();
    if (!parts.hasNext()) {
      return false;
    }
    part = parts.next();
    boolean lines = part.column().equals(MixPart.LINES);
    boolean plain = lines || part.column().equals(MixPart.PARAGRAPHS);
    Settings settings = plain ? Settings.of(TextSource.ID, Map.of("lines", lines)) : Settings.EMPTY;
    rows = source(plain).open(new Request(Optional.of(part.file()), settings, seed));
    column = plain ? 0 : rows.schema().indexOf(part.column());
    if (column < 0) {
      throw GovernanceException.data(
          part.file().toString(),
          "has no column \"" + part.column() + "\"",
          String.join(", ", rows.schema().names()),
          "Name the column of text in the list");
    }
    return true;
  }

  private DataSource source(boolean plain) {
    if (plain) {
      return new TextSource();
    }
    String name = part.file().getFileName().toString().replaceFirst("\\.gz$", "");
    return SOURCES.stream()
        .filter(s -> s.endings().stream().anyMatch(name::endsWith))
        .findFirst()
        .orElseThrow(
            () ->
                GovernanceException.data(
                    part.file().toString(),
                    "has an ending that no reader of a mix knows",
                    ".csv, .tsv, .jsonl, .conll, or any file of plain text",
                    "For plain text write lines or paragraphs as its column"));
  }

  @Override
  public void close() throws IOException {
    if (rows != null) {
      rows.close();
      rows = null;
    }
  }

  private record Request(Optional<Path> file, Settings settings, long seed)
      implements DataRequest {}
}
