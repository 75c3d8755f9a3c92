package plugins.data.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plugins.data.internal.Reading.Content;

class ConllReaderTest {
  @TempDir Path folder;

  private Content read(String text, Map<String, ?> settings) throws IOException {
    return Reading.read(new ConllSource(), Reading.write(folder, "a.conll", text), settings);
  }

  @Test
  void sentencesArePartedByBlankLines() throws IOException {
    Content content = read("-DOCSTART-\tO\n\na\tO\nb\tI-X\n\n\nc\tB-X\n", Map.of());
    assertEquals(
        List.of(
            List.of(List.of("a", "b"), List.of("O", "I-X")), List.of(List.of("c"), List.of("B-X"))),
        content.good());
    assertEquals(List.of(3L, 7L), content.rows().stream().map(r -> r.line()).toList());
  }

  @Test
  void otherColumnsAndBlanksCanBeChosen() throws IOException {
    Content content =
        read("1 a NN O\n2 b NN B-X\n", Map.of("separator", " ", "token", 1, "tag", 3));
    assertEquals(List.of(List.of(List.of("a", "b"), List.of("O", "B-X"))), content.good());
    assertTrue(
        assertThrows(GovernanceException.class, () -> read("a\tO\n", Map.of("tag", 0)))
            .getMessage()
            .contains("two columns"));
  }

  @Test
  void theFirstWordTellsWhetherColumnsArePartedByTabs() throws IOException {
    Content blanks = read("-DOCSTART- -X- O\n\na NN  O\nb NN B-X\n", Map.of());
    assertEquals(List.of(List.of(List.of("a", "b"), List.of("O", "B-X"))), blanks.good());
    Content tabs = read("a b\tO\nc\tB-X\n", Map.of());
    assertEquals(List.of(List.of(List.of("a b", "c"), List.of("O", "B-X"))), tabs.good());
  }

  @Test
  void aSentenceWithABadLineIsRejected() throws IOException {
    Content content = read("a\tO\nb O\n\nc\tO\n\nd\t\n\n\tO\n", Map.of());
    assertEquals(List.of(List.of(List.of("c"), List.of("O"))), content.good());
    assertEquals(
        List.of(
            "2: 1 column; the word is column 0 and the tag column -1",
            "6: the tag is empty",
            "8: the word is empty"),
        content.bad());
  }

  /** Counts of the set's card: 5,424 training sentences with 135,701 words and 5,134 mentions. */
  @Test
  void readsNcbiDisease() throws IOException {
    String data = System.getenv("GOVERNANCE_DATA");
    Assumptions.assumeTrue(data != null, "GOVERNANCE_DATA is not set: real files are not read");
    Path file = Path.of(data, "medical/ncbi-disease/train.conll.gz");
    Content content = Reading.read(new ConllSource(), file, Map.of());
    assertEquals(5424, content.good().size());
    assertEquals(135701, content.good().stream().mapToInt(r -> ((List<?>) r.get(0)).size()).sum());
    assertEquals(
        5134,
        content.good().stream()
            .flatMap(r -> ((List<?>) r.get(1)).stream())
            .filter("B-Disease"::equals)
            .count());
  }
}
