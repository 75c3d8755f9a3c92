package governance.engine.internal.rows;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Which looked-up words of a batch are the same word of the same row, and therefore make one
 * gradient.
 *
 * @param slots [B * T], the place of each word: words of a row that are the same have the same one;
 *     padding has the last one
 * @param rows for each place but the last the row
 * @param words for each place but the last the word
 */
record RepeatedWords(long[] slots, long[] rows, long[] words) {
  /**
   * Finds them.
   *
   * @param tokens [B][T]
   * @param padding the word that gets no gradient, or -1
   */
  static RepeatedWords of(int[][] tokens, int padding) {
    int length = tokens[0].length;
    int all = tokens.length * length;
    long[] slots = new long[all];
    long[] rows = new long[all];
    long[] words = new long[all];
    Map<Integer, Integer> seen = new HashMap<>();
    int next = 0;
    for (int row = 0; row < tokens.length; row++) {
      seen.clear();
      for (int t = 0; t < length; t++) {
        int word = tokens[row][t];
        Integer slot = word == padding ? Integer.valueOf(-1) : seen.putIfAbsent(word, next);
        if (slot == null) {
          slot = next;
          rows[next] = row;
          words[next++] = word;
        }
        slots[row * length + t] = slot;
      }
    }
    int last = next;
    Arrays.setAll(slots, i -> slots[i] < 0 ? last : slots[i]);
    return new RepeatedWords(slots, Arrays.copyOf(rows, next), Arrays.copyOf(words, next));
  }
}
