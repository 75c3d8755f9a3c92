package plugins.data.internal;

import governance.api.Settings;
import governance.api.data.DataRequest;
import governance.api.data.DataSource;
import governance.api.data.Row;
import governance.api.data.RowStream;
import governance.api.data.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** Reads files through a source the way the runtime does. */
final class Reading {
  private Reading() {}

  record Request(Optional<Path> file, Settings settings, long seed) implements DataRequest {}

  /** What came out of a source. */
  record Content(Schema schema, List<Row> rows) {
    List<List<Object>> good() {
      return rows.stream().filter(r -> r.error() == null).map(Row::values).toList();
    }

    /** Returns the rejected rows, each as line and reason. */
    List<String> bad() {
      return rows.stream()
          .filter(r -> r.error() != null)
          .map(r -> r.line() + ": " + r.error())
          .toList();
    }
  }

  static Content read(DataSource source, Path file, Map<String, ?> settings) throws IOException {
    DataRequest request = new Request(Optional.of(file), Settings.of("test", settings), 1);
    try (RowStream stream = source.open(request)) {
      List<Row> rows = new ArrayList<>();
      for (Row row = stream.next(); row != null; row = stream.next()) {
        rows.add(row);
      }
      return new Content(stream.schema(), rows);
    }
  }

  static Path write(Path folder, String name, String text) throws IOException {
    return Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
