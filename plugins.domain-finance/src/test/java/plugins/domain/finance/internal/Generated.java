package plugins.domain.finance.internal;

import governance.api.Settings;
import governance.api.data.DataRequest;
import governance.api.data.DataSource;
import governance.api.data.Row;
import governance.api.data.RowStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of a generator. */
public final class Generated {
  private Generated() {}

  private record Request(Optional<Path> file, Settings settings, long seed)
      implements DataRequest {}

  /** Returns the values of one column. */
  public static List<String> column(List<List<Object>> rows, int column) {
    List<String> values = new ArrayList<>();
    rows.forEach(row -> values.add((String) row.get(column)));
    return values;
  }

  /** Returns the rows of a generator with settings {@code rows} and {@code seed}. */
  public static List<List<Object>> rows(DataSource source, int rows, long seed) throws IOException {
    Settings settings = Settings.of("test", Map.of("rows", rows, "seed", seed));
    try (RowStream stream = source.open(new Request(Optional.empty(), settings, 7))) {
      List<List<Object>> all = new ArrayList<>();
      for (Row row = stream.next(); row != null; row = stream.next()) {
        all.add(row.values());
      }
      return all;
    }
  }

  /** Returns a digest that is the same on every platform and version of Java. */
  public static String digest(List<List<Object>> rows) throws NoSuchAlgorithmException {
    StringBuilder text = new StringBuilder();
    rows.forEach(row -> text.append(row).append('\n'));
    byte[] digest =
        MessageDigest.getInstance("SHA-256")
            .digest(text.toString().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest);
  }
}
