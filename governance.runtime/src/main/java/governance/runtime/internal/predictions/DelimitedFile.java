package governance.runtime.internal.predictions;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import governance.api.GovernanceException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Reads a table of RFC 4180 with a header straight into columns: no text is made for a field, so
 * that tens of millions of rows take seconds.
 */
final class DelimitedFile extends AbstractBaseCsvCallbackHandler<Boolean> {
  private final String file;
  private final ColumnSinks wanted;
  private final List<String> header = new ArrayList<>();
  private FieldSink[][] sinks;
  private long rows;

  private DelimitedFile(String file, ColumnSinks wanted) {
    this.file = file;
    this.wanted = wanted;
  }

  /** Reads all rows and returns how many there were. */
  static long read(String file, Reader text, char separator, ColumnSinks wanted)
      throws IOException {
    DelimitedFile handler = new DelimitedFile(file, wanted);
    try (CsvReader<Boolean> rows =
        CsvReader.builder()
            .fieldSeparator(separator)
            .skipEmptyLines(true)
            .maxBufferSize(1 << 24)
            .build(handler, text)) {
      rows.forEach(row -> {});
    } catch (CsvParseException e) {
      if (e.getCause() instanceof GovernanceException known) {
        throw known;
      }
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw GovernanceException.data(
          file, "cannot be read: " + cause.getMessage(), "a table with a header", "Mend that line");
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return handler.rows;
  }

  @Override
  protected void handleField(int index, char[] text, int offset, int length, boolean quoted) {
    if (sinks == null) {
      String name = new String(text, offset, length).strip();
      header.add(header.isEmpty() ? name.replaceFirst("^\uFEFF", "") : name);
    } else if (index < sinks.length && sinks[index] != null) {
      for (FieldSink sink : sinks[index]) {
        sink.add(text, offset, length, getStartingLineNumber());
      }
    }
  }

  @Override
  protected Boolean buildRecord() {
    if (sinks == null) {
      checkHeader();
      sinks = wanted.of(header);
    } else if (getFieldCount() != header.size()) {
      throw GovernanceException.data(
          file + " line " + getStartingLineNumber(),
          "has " + getFieldCount() + (getFieldCount() == 1 ? " field" : " fields"),
          "as many as the header has, " + header.size(),
          "Mend the line; a field with a separator or a quote needs quotes");
    } else {
      rows++;
    }
    return Boolean.TRUE;
  }

  private void checkHeader() {
    if (new HashSet<>(header).size() < header.size()) {
      String twice =
          header.stream().filter(h -> header.indexOf(h) != header.lastIndexOf(h)).findFirst().get();
      throw GovernanceException.data(
          file,
          "the header names \"" + twice + "\" twice",
          "different names",
          "Rename one in line 1");
    }
  }
}
