package governance.runtime.internal.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.Role;
import governance.api.data.Schema;
import governance.api.data.ValueType;
import governance.engine.Encoded;
import governance.runtime.internal.support.WordTokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PackingTest {
  /** Pieces 1 to n between 101 and 102, two pieces a word. */
  private static Encoded text(int first, int count) {
    int[] ids = new int[count + 2];
    int[] words = new int[count + 2];
    for (int i = 1; i <= count; i++) {
      ids[i] = first + i - 1;
      words[i] = (i - 1) / 2;
    }
    ids[0] = 101;
    words[0] = -1;
    ids[count + 1] = 102;
    words[count + 1] = -1;
    return new Encoded(ids, words, Arrays.stream(ids).mapToObj(i -> "t" + i).toList(), 0);
  }

  @Test
  void textsFillWindowsWithASeparatorBetween() {
    Packing packing = new Packing(6);
    packing.add(text(1, 3));
    packing.add(text(11, 4));
    List<Encoded> windows = packing.windows();
    assertEquals(2, windows.size());
    assertArrayEquals(new int[] {101, 1, 2, 3, 102, 102}, windows.get(0).ids());
    assertArrayEquals(new int[] {-1, 1, 1, 2, -1, -1}, windows.get(0).words());
    assertArrayEquals(new int[] {101, 11, 12, 13, 14, 102}, windows.get(1).ids());
    assertArrayEquals(new int[] {-1, 3, 3, 4, 4, -1}, windows.get(1).words());
    assertEquals("t101", windows.get(1).tokens().get(0));
  }

  @Test
  void theLastWindowMayBeShorterAndHoldsAWord() {
    Packing packing = new Packing(6);
    packing.add(text(1, 4));
    packing.add(text(11, 1));
    List<Encoded> windows = packing.windows();
    assertArrayEquals(new int[] {101, 102, 11, 102}, windows.get(windows.size() - 1).ids());
    Packing none = new Packing(6);
    none.add(text(1, 0));
    assertEquals(0, none.windows().size());
  }

  @Test
  void weightsSayHowOftenARowIsReadInTraining() {
    Schema schema =
        new Schema(
            List.of(
                new Column("text", ValueType.STRING, Role.TEXT),
                new Column("weight", ValueType.NUMBER, Role.WEIGHT)));
    List<String> texts = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    IntStream.range(0, 400)
        .forEach(
            i -> {
              texts.add(i % 2 == 0 ? "yes" : "no");
              weights.add(i % 2 == 0 ? 2.5 : 1.0);
            });
    Dataset data = Dataset.of(schema, List.of(texts, weights));
    MaskedEncoding encoding = new MaskedEncoding(new WordTokenizer(), 16, 1, false);
    assertEquals(200, count(encoding.encode(data, false), "yes"));
    ModelRows training = encoding.encode(data, true);
    assertEquals(200, count(training, "no"));
    assertEquals(500, count(training, "yes"), 40);
  }

  /** Else a row more would change the windows of all rows behind it. */
  @Test
  void aRowThatIsProtectedForItselfSharesNoWindow() {
    MaskedEncoding encoding = new MaskedEncoding(new WordTokenizer(), 16, 1, true);
    ModelRows with = encoding.encode(texts("one two", "three", "four five"), true);
    ModelRows without = encoding.encode(texts("one two", "four five"), true);
    assertEquals(3, with.inputs().size());
    assertEquals(List.of("one two", "three", "four five"), with.texts());
    assertEquals(List.of("one two", "four five"), without.texts());
  }

  private static Dataset texts(String... texts) {
    Schema schema = new Schema(List.of(new Column("text", ValueType.STRING, Role.TEXT)));
    return Dataset.of(schema, List.of(List.of(texts)));
  }

  private static int count(ModelRows rows, String word) {
    return (int)
        rows.inputs().stream().flatMap(e -> e.tokens().stream()).filter(word::equals).count();
  }
}
