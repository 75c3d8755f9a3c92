package plugins.data.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.data.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plugins.data.internal.Reading.Content;

class TextReaderTest {
  @TempDir private Path folder;

  private Content read(String text, Map<String, ?> settings) throws IOException {
    return Reading.read(new TextSource(), Reading.write(folder, "a.txt", text), settings);
  }

  @Test
  void aBlankLineEndsAParagraph() throws IOException {
    Content content = read("one\n two \n\n\n  \nthree\r\n", Map.of());
    assertEquals(List.of(List.of("one two"), List.of("three")), content.good());
    assertEquals(Role.TEXT, content.schema().columns().get(0).role());
  }

  @Test
  void eachLineCanBeAParagraph() throws IOException {
    Content content = read("one\ntwo\n\nthree", Map.of("lines", true));
    assertEquals(List.of(List.of("one"), List.of("two"), List.of("three")), content.good());
  }

  @Test
  void gzipIsRead() throws IOException {
    Path file = Files.write(folder.resolve("a.txt.gz"), Reading.gzip("one\n\ntwo\n"));
    assertEquals(2, Reading.read(new TextSource(), file, Map.of()).good().size());
  }

  @Test
  void aLineOfFiveMegabytesIsABadRowAndTheRestIsRead() throws IOException {
    String huge = "word ".repeat(1 << 20);
    Content content = read("before\n\n" + huge + "\n\nafter\n", Map.of());
    assertEquals(List.of(List.of("before"), List.of("after")), content.good());
    assertEquals(
        List.of(
            "3: a paragraph of 5242880 characters; longest allows 262144"
                + " (a blank line ends a paragraph; see the setting lines)"),
        content.bad());
  }

  @Test
  void manyShortLinesAreTooLongTogether() throws IOException {
    Content content = read("12345\n".repeat(4) + "\nok\n", Map.of("longest", 20));
    assertEquals(1, content.bad().size());
    assertTrue(content.bad().get(0).startsWith("1: a paragraph of 23 characters"));
    assertEquals(List.of(List.of("ok")), content.good());
  }

  @Test
  void bytesThatAreNoTextAreRefused() throws IOException {
    Path file = Files.write(folder.resolve("a.txt"), new byte[] {'a', (byte) 0xff, 'b', '\n'});
    var e =
        assertThrows(
            GovernanceException.class, () -> Reading.read(new TextSource(), file, Map.of()));
    assertTrue(e.getMessage().contains("UTF-8"), e.getMessage());
  }
}
