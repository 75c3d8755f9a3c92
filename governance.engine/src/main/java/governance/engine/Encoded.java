package governance.engine;

import java.util.Arrays;
import java.util.List;

/**
 * A text as the model reads it.
 *
 * @param ids ids of the word pieces, special tokens included, no padding
 * @param words for each piece the index of its word, or -1 for special tokens
 * @param tokens the pieces as text
 * @param lost number of pieces that did not fit into the window
 */
public record Encoded(int[] ids, int[] words, List<String> tokens, int lost) {
  /** Returns the number of pieces. */
  public int length() {
    return ids.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Encoded e && Arrays.equals(ids, e.ids);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(ids);
  }
}
