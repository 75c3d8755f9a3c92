package plugins.data.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.data.Role;
import governance.api.data.ValueType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plugins.data.internal.Reading.Content;

class JsonLinesReaderTest {
  @TempDir Path folder;

  private Content read(String text, Map<String, ?> settings) throws IOException {
    return Reading.read(new JsonLinesSource(), Reading.write(folder, "a.jsonl", text), settings);
  }

  @Test
  void columnsAreTheKeysOfAllLines() throws IOException {
    Content content = read("{\"a\":1.50,\"b\":true}\n\n{\"c\":\"x\",\"a\":null}\n", Map.of());
    assertEquals(List.of("a", "b", "c"), content.schema().names());
    assertEquals(
        List.of(Arrays.asList("1.50", "true", null), Arrays.asList(null, null, "x")),
        content.good());
    assertEquals(3, content.rows().get(1).line());
  }

  @Test
  void listsAreWords() throws IOException {
    Content content = read("{\"tokens\":[\"a\",\"b\"],\"tags\":[\"O\",\"B-X\"]}\n", Map.of());
    assertEquals(ValueType.WORDS, content.schema().columns().get(0).type());
    assertEquals(Role.TAGS, content.schema().columns().get(1).role());
    assertEquals(List.of(List.of(List.of("a", "b"), List.of("O", "B-X"))), content.good());
  }

  @Test
  void linesThatAreNoRowsAreRejectedWithTheirNumber() throws IOException {
    String text =
        "{\"a\":\"x\"}\n{\"a\":\n[1]\n{\"a\":{\"b\":1}}\n{\"a\":1}{\"a\":2}\n{\"a\":1,\"a\":2}\n"
            + "{\"a\":[\"w\"],\"b\":2}\n{a:1}\n";
    Content content = read(text.replace("\n{\"a\":[\"w\"],\"b\":2}", ""), Map.of());
    assertEquals(List.of(List.of("x")), content.good());
    List<String> bad = content.bad();
    assertEquals(6, bad.size());
    assertTrue(bad.get(0).startsWith("2: malformed JSON at character 6"), bad.get(0));
    assertEquals("3: a JSON object is expected, not a list", bad.get(1));
    assertTrue(bad.get(2).startsWith("4: \"a\" is an object"), bad.get(2));
    assertEquals("5: malformed JSON at character 9", bad.get(3));
    assertEquals("6: the key \"a\" comes twice", bad.get(4));
    assertTrue(bad.get(5).startsWith("7: malformed JSON"), bad.get(5));
  }

  @Test
  void aListWhereOthersHaveNoneIsRejected() throws IOException {
    Content content = read("{\"a\":[\"w\"]}\n{\"a\":\"w\"}\n{\"a\":[1]}\n", Map.of());
    assertEquals(
        List.of(
            "2: \"a\" is no list; in other lines it is",
            "3: the list \"a\" holds a number; lists hold strings"),
        content.bad());
  }

  @Test
  void longLinesAreRejectedAndNamesReplaced() throws IOException {
    Map<String, ?> settings =
        Map.of("longest", 20, "rename", List.of("a=label"), "values", List.of("label:0=no"));
    Content content = read("{\"a\":0}\n{\"a\":\"" + "x".repeat(30) + "\"}\n", settings);
    assertEquals(List.of(List.of("no")), content.good());
    assertEquals(List.of("2: 38 characters; longest allows 20"), content.bad());
  }

  @Test
  void aFileWithoutObjectsIsRefused() {
    GovernanceException e =
        assertThrows(GovernanceException.class, () -> read("a,b\n1,2\n", Map.of()));
    assertTrue(e.getMessage().contains("no line holds a JSON object"), e.getMessage());
  }
}
