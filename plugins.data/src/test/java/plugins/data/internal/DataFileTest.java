package plugins.data.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.Remedy;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFileTest {
  private static final String TABLE = "a,b\nä,1\nö,2\n";
  private static final List<List<Object>> ROWS = List.of(List.of("ä", "1"), List.of("ö", "2"));

  @TempDir Path folder;

  private List<List<Object>> read(String name, byte[] bytes, Map<String, ?> settings)
      throws IOException {
    return Reading.read(new CsvSource(), Files.write(folder.resolve(name), bytes), settings).good();
  }

  private String refused(String name, byte[] bytes) {
    GovernanceException e =
        assertThrows(GovernanceException.class, () -> read(name, bytes, Map.of()));
    assertEquals(Remedy.FIX_DATA, e.problems().get(0).remedy());
    assertTrue(e.getMessage().contains(name), e.getMessage());
    return e.getMessage();
  }

  @Test
  void readsPlainAndCompressed() throws IOException {
    assertEquals(ROWS, read("a.csv", TABLE.getBytes(StandardCharsets.UTF_8), Map.of()));
    assertEquals(ROWS, read("a.csv.gz", Reading.gzip(TABLE), Map.of()));
  }

  @Test
  void skipsAByteOrderMark() throws IOException {
    assertEquals(
        ROWS, read("a.csv", ("\ufeff" + TABLE).getBytes(StandardCharsets.UTF_8), Map.of()));
    assertEquals(
        ROWS,
        read(
            "b.csv",
            ("\ufeff" + TABLE).getBytes(StandardCharsets.UTF_16LE),
            Map.of("encoding", "UTF-16")));
  }

  @Test
  void otherEncodingsNeedTheSetting() throws IOException {
    byte[] latin = TABLE.getBytes(Charset.forName("windows-1252"));
    assertEquals(ROWS, read("a.csv", latin, Map.of("encoding", "windows-1252")));
    String message = refused("b.csv", latin);
    assertTrue(message.contains("line 2, byte offset 4: 0xE4 is not UTF-8"), message);
    assertTrue(message.contains("Set encoding"), message);
    assertTrue(
        assertThrows(
                GovernanceException.class,
                () -> read("c.csv", latin, Map.of("encoding", "klingon")))
            .getMessage()
            .contains("setting encoding"));
  }

  @Test
  void offsetsCountTheByteOrderMarkAndLongFiles() {
    byte[] mark = "\ufeffa\n".getBytes(StandardCharsets.UTF_8);
    byte[] marked = Arrays.copyOf(mark, mark.length + 1);
    marked[mark.length] = (byte) 0xff;
    assertTrue(refused("m.csv", marked).contains("line 2, byte offset 5"));
    byte[] rows = ("a,b\n" + "x,y\n".repeat(100_000)).getBytes(StandardCharsets.UTF_8);
    byte[] late = Arrays.copyOf(rows, rows.length + 2);
    late[rows.length] = (byte) 0xc3;
    late[rows.length + 1] = '\n';
    String message = refused("l.csv", late);
    assertTrue(message.contains("line 100002, byte offset 400004"), message);
  }

  @Test
  void aLineMayBeVeryLong() throws IOException {
    String text = "word ".repeat(200_000);
    byte[] table = ("a,b\nx," + text + "\ny,z\n").getBytes(StandardCharsets.UTF_8);
    String rows = String.valueOf(read("long.csv", table, Map.of()));
    assertTrue(rows.contains(text) && rows.contains("z"), "rows around and in the long line");
  }

  @Test
  void aTruncatedCharacterAtTheEndIsRefused() {
    byte[] cut = Arrays.copyOf("a,b\n1,ä".getBytes(StandardCharsets.UTF_8), 7);
    assertTrue(refused("a.csv", cut).contains("line 2, byte offset 6: 0xC3"));
  }

  @Test
  void brokenGzipIsOneClearError() throws IOException {
    byte[] whole = Reading.gzip("a,b\n" + "some text,2\n".repeat(50_000));
    assertTrue(
        refused("cut.csv.gz", Arrays.copyOf(whole, whole.length - 9))
            .contains("gzip stream is broken"));
    byte[] damaged = whole.clone();
    damaged[whole.length / 2] ^= 0x55;
    assertTrue(refused("bad.csv.gz", damaged).contains("gzip stream is broken"));
    assertTrue(
        refused("none.csv.gz", TABLE.getBytes(StandardCharsets.UTF_8))
            .contains("gzip stream is broken"));
    assertTrue(refused("empty.csv.gz", new byte[0]).contains("gzip stream is broken"));
  }

  @Test
  void binaryFilesAreNamed() throws IOException {
    assertTrue(
        refused("a.csv", new byte[] {'a', 0, 'b'})
            .contains("a binary file (a zero byte at offset 1)"));
    assertTrue(
        refused("x.csv", new byte[] {'P', 'K', 3, 4, 0, 0}).contains("zip archive or spreadsheet"));
    assertTrue(refused("p.csv", new byte[] {'P', 'A', 'R', '1', 0}).contains("Parquet"));
    assertTrue(
        refused("g.csv", Reading.gzip(TABLE)).contains("gzip file whose name does not end in .gz"));
    assertTrue(
        refused("u.csv", "\ufeffab".getBytes(StandardCharsets.UTF_16LE))
            .contains("Set encoding to UTF-16"));
  }
}
