package governance.runtime.internal.evaluate;

import governance.api.data.Role;
import governance.api.evaluate.EvaluationSet;
import governance.runtime.internal.data.ModelRows;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Predicted tags as CoNLL: a line for each word with the word, its true tag and the predicted one,
 * and an empty line after each text. The layout is what {@code conlleval} (CoNLL-2000) reads.
 */
public final class TaggedWords {
  private TaggedWords() {}

  /**
   * Writes the words of one split.
   *
   * @param rows rows of token classification
   * @param set the words with what was decided
   * @throws IOException if the file cannot be written
   */
  public static void write(OutputStream to, ModelRows rows, EvaluationSet set) throws IOException {
    String column = rows.data().schema().first(Role.TOKENS).orElseThrow().name();
    Writer out = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8));
    for (int row = 0; row < rows.size(); row++) {
      List<String> words = rows.data().words(column, row);
      int first = set.sequences()[row];
      for (int word = 0; word < words.size(); word++) {
        String truth = set.classes().get(set.labels()[first + word]);
        String found = set.classes().get(set.predictions()[first + word]);
        out.write(oneField(words.get(word)) + " " + truth + " " + found + "\n");
      }
      out.write('\n');
    }
    out.flush();
  }

  /** A blank would end the field, so that the reader would take a part of the word for its tag. */
  private static String oneField(String word) {
    return word.isEmpty() ? "_" : word.replaceAll("\\s", "_");
  }
}
