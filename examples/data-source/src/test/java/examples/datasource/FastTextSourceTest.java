package examples.datasource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import governance.api.GovernanceException;
import governance.api.Settings;
import governance.api.data.DataRequest;
import governance.api.data.DataSource;
import governance.api.data.Row;
import governance.api.data.RowStream;
import governance.testkit.DataSourceContract;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FastTextSourceTest extends DataSourceContract {
  @Override
  protected DataSource source() {
    return new FastTextSource();
  }

  @Override
  protected Optional<String> good() {
    return Optional.of("__label__spam You have won 7\n__label__ham See you\n__label__ham At 8\n");
  }

  @Override
  protected Optional<String> withBadRow() {
    return Optional.of("__label__spam You have won\nSee you\n__label__ham At eight\n");
  }

  @TempDir Path files;

  private record Request(Optional<Path> file, Settings settings, long seed)
      implements DataRequest {}

  private static Request request(Optional<Path> file, Map<String, Object> settings) {
    return new Request(file, Settings.of(FastTextSource.ID, settings), 1);
  }

  private List<Row> rows(String name, byte[] content, Map<String, Object> settings)
      throws IOException {
    Path file = files.resolve(name);
    try (OutputStream plain = Files.newOutputStream(file);
        OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(plain) : plain) {
      out.write(content);
    }
    try (RowStream stream = new FastTextSource().open(request(Optional.of(file), settings))) {
      List<Row> rows = new ArrayList<>();
      for (Row row = stream.next(); row != null; row = stream.next()) {
        rows.add(row);
      }
      return rows;
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void classAndTextAreRead() throws IOException {
    byte[] content = utf8("__label__spam You  have won\n\n  __label__ham\tGrüße __label__x\r\n");
    List<Row> expected =
        List.of(
            Row.of(1, List.of("spam", "You  have won")),
            Row.of(3, List.of("ham", "Grüße __label__x")));
    assertEquals(expected, rows("a.ft", content, Map.of()));
    assertEquals(expected, rows("a.ft.gz", content, Map.of()));
  }

  @Test
  void thePrefixCanBeAnother() throws IOException {
    assertEquals(
        List.of(Row.of(1, List.of("a", "b c"))),
        rows("a.ft", utf8("#a b c"), Map.of("prefix", "#")));
  }

  @Test
  void aLineThatCannotBeReadIsRejected() throws IOException {
    byte[] content =
        utf8("no class\n__label__ x\n__label__a\n__label__a __label__b x\n__label__a ?");
    content[content.length - 1] = (byte) 0xff;
    assertEquals(
        List.of(
            Row.rejected(1, "does not begin with __label__ and a class"),
            Row.rejected(2, "does not begin with __label__ and a class"),
            Row.rejected(3, "has no text"),
            Row.rejected(4, "has more than one class"),
            Row.rejected(5, "is not UTF-8")),
        rows("a.ft", content, Map.of()));
  }

  @Test
  void aRunMustNameAFile() {
    Request none = request(Optional.empty(), Map.of());
    assertThrows(GovernanceException.class, () -> new FastTextSource().open(none));
  }
}
