package governance.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import governance.api.GovernanceException;
import governance.api.Settings;
import governance.api.data.Column;
import governance.api.data.DataRequest;
import governance.api.data.DataSource;
import governance.api.data.Row;
import governance.api.data.RowStream;
import governance.api.data.Schema;
import governance.api.data.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every data source keeps to, whatever its format. Extend it and name the source; one that
 * reads files also gives a good and a damaged file, one that makes its data gives none.
 */
public abstract class DataSourceContract {
  @TempDir Path folder;

  /** Returns a new instance of the source. */
  protected abstract DataSource source();

  /** Returns the settings to test with; the defaults unless overridden. */
  protected Map<String, Object> settings() {
    return Map.of();
  }

  /** Returns the content of a good file with at least three rows; empty for made data. */
  protected Optional<String> good() {
    return Optional.empty();
  }

  /**
   * Returns the content of a file whose rows are good but for one in the middle, which cannot be
   * read; empty for made data, and for a format in which no row can be bad.
   */
  protected Optional<String> withBadRow() {
    return Optional.empty();
  }

  /** Returns the content of a file that is not of this format at all; empty where all is. */
  protected Optional<String> foreign() {
    return Optional.empty();
  }

  /** Writes files that the ones above refer to into the same folder; none by default. */
  protected void beside(Path place) throws IOException {
    // most formats are one file
  }

  /** Returns whether another seed makes other data; not so for what reads files. */
  protected boolean seeded() {
    return good().isEmpty();
  }

  private record Asked(Optional<Path> file, Settings settings, long seed) implements DataRequest {}

  private record Read(Schema schema, List<Row> rows) {
    List<Row> good() {
      return rows.stream().filter(row -> row.error() == null).toList();
    }
  }

  private Path file(String name, String content) throws IOException {
    beside(folder);
    String ending = source().endings().isEmpty() ? "" : source().endings().get(0);
    return Files.writeString(folder.resolve(name + ending), content);
  }

  private Optional<Path> input() throws IOException {
    return good().isPresent() ? Optional.of(file("good", good().get())) : Optional.empty();
  }

  private Read read(Optional<Path> file, long seed) throws IOException {
    Settings settings = Settings.of("the source under test", settings());
    try (RowStream stream = source().open(new Asked(file, settings, seed))) {
      assertNotNull(stream, "open returned null");
      Schema schema = stream.schema();
      List<Row> rows = new ArrayList<>();
      for (Row row = stream.next(); row != null; row = stream.next()) {
        rows.add(row);
      }
      assertEquals(null, stream.next(), "a stream stays at its end");
      assertEquals(schema, stream.schema(), "the schema is that of the beginning");
      return new Read(schema, rows);
    }
  }

  /** Endings are lower case with a dot, without {@code .gz}; a source without files has none. */
  @Test
  void endingsAreThoseOfFileNames() {
    for (String ending : source().endings()) {
      assertTrue(ending.matches("\\.[a-z0-9]+(\\.[a-z0-9]+)*"), ending);
      assertFalse(ending.endsWith(".gz"), ending);
    }
    assertEquals(good().isEmpty(), source().endings().isEmpty(), "endings and good()");
  }

  /** Rows have one value of the right type for each column, and say on which line they began. */
  @Test
  void rowsFitTheSchema() throws IOException {
    Read read = read(input(), 7);
    assertTrue(read.rows().size() >= 3, "at least three rows, got " + read.rows().size());
    assertEquals(read.rows(), read.good(), "a good file has no bad rows");
    for (Row row : read.rows()) {
      assertTrue(row.line() > 0, "line " + row.line());
      assertEquals(read.schema().columns().size(), row.values().size(), "values of " + row);
      for (int i = 0; i < row.values().size(); i++) {
        Column column = read.schema().columns().get(i);
        assertTrue(fits(column.type(), row.values().get(i)), column + " in " + row);
      }
    }
  }

  private static boolean fits(ValueType type, Object value) {
    return switch (type) {
      case STRING -> value == null || value instanceof String;
      case NUMBER -> value instanceof Double;
      case WORDS ->
          value instanceof List<?> words && words.stream().allMatch(String.class::isInstance);
    };
  }

  /** Reading again gives the same rows, so that digests of rows can be compared. */
  @Test
  void readingIsDeterministic() throws IOException {
    Optional<Path> input = input();
    Read first = read(input, 7);
    assertEquals(RowDigests.of(first.rows()), RowDigests.of(read(input, 7).rows()));
    boolean other = !RowDigests.of(first.rows()).equals(RowDigests.of(read(input, 8).rows()));
    assertEquals(seeded(), other, seeded() ? "another seed, the same rows" : "the seed counts");
  }

  /** A digest of the rows notices that a value of the file was changed. */
  @Test
  void rowsFollowTheFile() throws IOException {
    assumeTrue(good().isPresent(), "reads no file");
    String content = good().get();
    int at = changeable(content);
    char other = content.charAt(at) == '7' ? '8' : '7';
    String changed = content.substring(0, at) + other + content.substring(at + 1);
    String before = RowDigests.of(read(input(), 7).rows());
    String after = RowDigests.of(read(Optional.of(file("changed", changed)), 7).rows());
    assertNotEquals(before, after, "a digit was changed in the file and in no row");
  }

  private static int changeable(String content) {
    for (int i = content.length() - 1; i >= 0; i--) {
      if (Character.isDigit(content.charAt(i))) {
        return i;
      }
    }
    throw new AssertionError("give good() a file whose rows have a digit");
  }

  /** A row that cannot be read is returned with its line and reason, and those after it follow. */
  @Test
  void aBadRowIsReportedAndDoesNotEndTheStream() throws IOException {
    assumeTrue(withBadRow().isPresent(), "no row can be bad");
    Read read = read(Optional.of(file("bad", withBadRow().get())), 7);
    List<Row> bad = read.rows().stream().filter(row -> row.error() != null).toList();
    assertEquals(1, bad.size(), "bad rows among " + read.rows());
    assertFalse(bad.get(0).error().isBlank(), "no reason");
    assertTrue(bad.get(0).line() > 0, "no line");
    int at = read.rows().indexOf(bad.get(0));
    assertTrue(at > 0 && at < read.rows().size() - 1, "rows before and after, got " + read.rows());
    assertFalse(read.good().isEmpty());
  }

  /** A file of another format is refused with a problem that a reader understands. */
  @Test
  void aForeignFileIsRefused() throws IOException {
    assumeTrue(foreign().isPresent(), "every file is of this format");
    Optional<Path> file = Optional.of(file("foreign", foreign().get()));
    GovernanceException refused =
        assertThrows(GovernanceException.class, () -> read(file, 7), "read as if it were good");
    assertFalse(refused.problems().get(0).subject().isBlank());
    assertFalse(refused.problems().get(0).got().isBlank());
  }

  /** A file that is not there is no failure of the source. */
  @Test
  void aMissingFileIsSaid() {
    assumeTrue(good().isPresent(), "reads no file");
    Optional<Path> none = Optional.of(folder.resolve("none" + source().endings().get(0)));
    Exception got = assertThrows(Exception.class, () -> read(none, 7));
    assertTrue(
        got instanceof IOException || got instanceof GovernanceException, () -> "threw " + got);
  }
}
