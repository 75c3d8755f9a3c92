package plugins.data.internal;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import governance.api.data.Column;
import governance.api.data.Row;
import governance.api.data.RowStream;
import governance.api.data.Schema;
import governance.api.data.ValueType;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import plugins.data.internal.RecordReader.Rec;

/**
 * The rows of a table with a header. All values are texts; the first rows suggest the columns'
 * roles.
 */
final class TableReader implements RowStream {
  private static final int LOOK_AHEAD = 1000;

  private final DataFile file;
  private final TableFormat format;
  private final CsvReader.CsvReaderBuilder parser;
  private final RecordReader records;
  private final List<String> header;
  private final TableShape.Applied shape;
  private final Deque<Row> ahead = new ArrayDeque<>();
  private final Schema schema;

  private TableReader(DataFile file, TableFormat format, RecordReader records) throws IOException {
    this.file = file;
    this.format = format;
    this.records = records;
    // Without quoting the quote is set to a character that no text file holds.
    this.parser =
        CsvReader.builder()
            .fieldSeparator(format.separator())
            .quoteCharacter(format.quotes() ? '"' : '\0')
            .skipEmptyLines(false)
            .allowExtraCharsAfterClosingQuote(false)
            .maxBufferSize(2 * Math.max(file.longest(), 1 << 12));
    this.header = format.names().columns(header());
    this.shape = format.shape().to(header);
    this.schema = schema(shape.names());
  }

  /** Opens a table; refuses a file that is none. */
  static TableReader open(DataFile file, TableFormat format) throws IOException {
    RecordReader records =
        new RecordReader(file.open(), format.separator(), format.quotes(), file.longest());
    try {
      return new TableReader(file, format, records);
    } catch (RuntimeException | IOException e) {
      records.close();
      throw e;
    }
  }

  private List<String> header() throws IOException {
    Rec first = records.next();
    if (first == null) {
      throw file.problem(
          "the file holds blank lines only", "a header and rows", "Check how it was written");
    }
    try {
      if (first.error() != null) {
        throw new CsvParseException(first.error());
      }
      List<String> names = fields(first).stream().map(String::strip).toList();
      HeaderCheck.check(file, format, names);
      return names;
    } catch (CsvParseException e) {
      throw file.problem(
          "the header cannot be read: " + reason(e),
          "names of columns",
          "Mend line " + first.line());
    }
  }

  private Schema schema(List<String> names) throws IOException {
    List<ColumnGuess> guesses = new ArrayList<>();
    names.forEach(n -> guesses.add(new ColumnGuess()));
    while (ahead.size() < LOOK_AHEAD) {
      Row row = read();
      if (row == null) {
        break;
      }
      ahead.add(row);
      for (int i = 0; i < row.values().size(); i++) {
        if (row.values().get(i) != null) {
          guesses.get(i).add((String) row.values().get(i));
        }
      }
    }
    if (ahead.isEmpty()) {
      throw file.problem(
          "the file has a header and no rows", "at least one row", "Check how it was written");
    }
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      columns.add(new Column(names.get(i), ValueType.STRING, guesses.get(i).role(names.get(i))));
    }
    return new Schema(columns);
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public Row next() throws IOException {
    return ahead.isEmpty() ? read() : ahead.poll();
  }

  private Row read() throws IOException {
    Rec rec = records.next();
    if (rec == null) {
      return null;
    }
    if (rec.error() != null) {
      return Row.rejected(rec.line(), rec.error());
    }
    try {
      return row(rec.line(), fields(rec));
    } catch (CsvParseException e) {
      return Row.rejected(rec.line(), reason(e));
    }
  }

  private Row row(long line, List<String> fields) {
    if (fields.size() != header.size()) {
      return Row.rejected(line, fields.size() + " fields; the header has " + header.size());
    }
    List<Object> values = new ArrayList<>(fields.size());
    for (int i = 0; i < fields.size(); i++) {
      String value = fields.get(i);
      boolean missing = format.missing().contains(value);
      values.add(missing ? null : format.names().values(header.get(i)).getOrDefault(value, value));
    }
    return Row.of(line, shape.row(values));
  }

  private List<String> fields(Rec rec) {
    return parser.ofSingleCsvRecord(rec.text()).getFields();
  }

  private static String reason(CsvParseException e) {
    return e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
