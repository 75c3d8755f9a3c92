package governance.runtime.internal.redact;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import governance.api.GovernanceException;
import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.Role;
import governance.api.data.Schema;
import governance.api.data.ValueType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** A table of RFC 4180 with a header. */
final class DelimitedRows extends RowFile {
  private final Path file;
  private final char separator;
  private final CsvReader<CsvRecord> rows;
  private final Schema schema;

  DelimitedRows(Path file, Source source, char separator) throws IOException {
    this.file = file;
    this.separator = separator;
    this.rows =
        CsvReader.builder()
            .fieldSeparator(separator)
            .skipEmptyLines(true)
            .maxBufferSize(1 << 24)
            .allowExtraFields(true)
            .allowMissingFields(true)
            .ofCsvRecord(reader(file, source));
    try {
      schema = header();
    } catch (GovernanceException e) {
      rows.close();
      throw e;
    }
  }

  private Schema header() {
    CsvRecord first = record();
    if (first == null) {
      throw GovernanceException.data(
          file.toString(), "is empty", "a header and rows", "Check how it was written");
    }
    List<Column> columns = new ArrayList<>();
    for (String name : first.getFields()) {
      String bare = columns.isEmpty() ? name.replaceFirst("^\uFEFF", "") : name;
      columns.add(new Column(bare, ValueType.STRING, Role.TEXT));
    }
    if (new HashSet<>(columns).size() < columns.size()) {
      throw GovernanceException.data(
          file + " line 1", "the header names a column twice", "different names", "Rename one");
    }
    return new Schema(columns);
  }

  private CsvRecord record() {
    try {
      return rows.iterator().hasNext() ? rows.iterator().next() : null;
    } catch (CsvParseException e) {
      if (e.getCause() instanceof IOException broken) {
        throw new UncheckedIOException(broken);
      }
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw GovernanceException.data(
          file.toString(),
          "cannot be read: " + cause.getMessage(),
          "a table with a header, in UTF-8",
          "Mend that line");
    }
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public Dataset next() {
    List<List<String>> columns = new ArrayList<>();
    schema.columns().forEach(column -> columns.add(new ArrayList<>()));
    for (int row = 0; row < PART; row++) {
      CsvRecord record = record();
      if (record == null) {
        break;
      }
      if (record.getFieldCount() != columns.size()) {
        throw GovernanceException.data(
            file + " line " + record.getStartingLineNumber(),
            "has " + record.getFieldCount() + " fields",
            "as many as the header has, " + columns.size(),
            "Mend the line; a field with a separator or a quote needs quotes");
      }
      for (int c = 0; c < columns.size(); c++) {
        columns.get(c).add(record.getField(c));
      }
    }
    return columns.get(0).isEmpty() ? null : Dataset.of(schema, columns);
  }

  @Override
  public void begin(Writer to) throws IOException {
    line(schema.names(), to);
  }

  @Override
  public void write(Dataset changed, Writer to) throws IOException {
    List<List<?>> columns = new ArrayList<>();
    schema.names().forEach(name -> columns.add(changed.values(name)));
    for (int row = 0; row < changed.size(); row++) {
      List<String> fields = new ArrayList<>();
      for (List<?> column : columns) {
        fields.add((String) column.get(row));
      }
      line(fields, to);
    }
  }

  private void line(List<String> fields, Writer to) throws IOException {
    for (int i = 0; i < fields.size(); i++) {
      String field = fields.get(i);
      boolean quoted = false;
      for (int at = 0; at < field.length() && !quoted; at++) {
        char c = field.charAt(at);
        quoted = c == separator || c == '"' || c == '\n' || c == '\r';
      }
      quoted |= fields.size() == 1 && field.isEmpty(); // or the line would be an empty one
      to.write(i == 0 ? "" : String.valueOf(separator));
      to.write(quoted ? '"' + field.replace("\"", "\"\"") + '"' : field);
    }
    to.write('\n');
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
