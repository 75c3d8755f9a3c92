package governance.runtime.internal.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.data.Split;
import governance.engine.Predictions;
import governance.runtime.internal.evaluate.EvaluationSets;
import governance.runtime.internal.evaluate.TaggedWords;
import governance.runtime.internal.support.MemorySource;
import governance.runtime.internal.support.Specs;
import governance.runtime.internal.support.WordTokenizer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of tagged words: what is said of their tags, what is cut off, what is written back. */
class TaggedDataTest {
  @TempDir Path folder;

  private static PreparedData prepare(Specs specs, String... lines) {
    return new DataPreparation(specs.build(), specs.plan(lines[0]))
        .prepare(MemorySource.of(lines), new WordTokenizer());
  }

  private static String[] lines(String row) {
    return IntStream.rangeClosed(0, 30)
        .mapToObj(i -> i == 0 ? "tokens,tags" : row)
        .toArray(String[]::new);
  }

  @Test
  void tagsThatContinueNoEntityAreCountedWithTheirLines() {
    String[] lines = lines("the flu is bad,O B-D O O");
    lines[7] = "flu is very bad,I-D O B-E I-D";
    assertEquals(
        "{scheme=IOB2, orphans=2, lines=[8]}",
        prepare(new Specs().tags(), lines).card().get("tags").toString());
  }

  @Test
  void wordsBeyondTheWindowAreCounted() {
    String[] lines = lines("the flu is bad,O B-D O O");
    lines[7] = "x ".repeat(30) + "the flu," + "O ".repeat(30) + "O B-D";
    Map<?, ?> cut = (Map<?, ?>) prepare(new Specs().tags(), lines).card().get("truncation");
    assertEquals(2, ((Number) cut.get("lostWords")).intValue());
    assertEquals(1, ((Number) cut.get("lostTaggedWords")).intValue());
  }

  @Test
  void declaredClassesKeepTheirOrder() {
    Specs specs = new Specs().tags().classes("B-D", "I-D", "O");
    PreparedData data = prepare(specs, lines("the flu is bad,O B-D O O"));
    assertEquals(List.of("B-D", "I-D", "O"), data.classes().names());
  }

  @Test
  void aTagThatWasNotDeclaredIsNamedWithItsLine() {
    String[] lines = lines("the flu is bad,O B-D O O");
    lines[7] = "the flu is bad,O B-X O O";
    Specs specs = new Specs().tags().classes("O", "B-D");
    GovernanceException error =
        assertThrows(GovernanceException.class, () -> prepare(specs, lines));
    assertTrue(error.getMessage().contains("\"B-X\" on line 8"), error.getMessage());
    assertTrue(error.getMessage().contains("data.classes"), error.getMessage());
  }

  @Test
  void predictedTagsAreWrittenBesideTheTrueOnes() throws IOException {
    PreparedData data = prepare(new Specs().tags(), lines("the flu is bad,O B-D O O"));
    ModelRows rows = data.split(Split.TEST);
    float[] outside = {1, 0};
    float[] entity = {0, 1};
    float[][] pieces = {outside, outside, entity, entity, outside, outside};
    float[][][] all = Collections.nCopies(rows.size(), pieces).toArray(float[][][]::new);
    Path file = folder.resolve("predictions.conll");
    try (OutputStream out = Files.newOutputStream(file)) {
      TaggedWords.write(
          out, rows, EvaluationSets.of(data.classes(), rows, null, new Predictions(null, all)));
    }
    List<String> got = Files.readAllLines(file);
    assertEquals(List.of("the O O", "flu B-D B-D", "is O B-D", "bad O O", ""), got.subList(0, 5));
    assertEquals(5 * rows.size(), got.size());
  }
}
