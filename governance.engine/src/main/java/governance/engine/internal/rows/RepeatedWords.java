package governance.engine.internal.rows;

import java.util.Arrays;

/**
 * Which looked-up words of a batch are the same word of the same row, and therefore make one
 * gradient of the row, and which are the same word at all.
 *
 * @param places positions [B * T] by word and row; padding is in none
 * @param rows for each place the row
 * @param table positions by word
 * @param words for each bag of the table the word
 */
record RepeatedWords(Bags places, long[] rows, Bags table, long[] words) {
  /**
   * Finds them.
   *
   * @param tokens [B][T], not negative
   * @param padding the word that gets no gradient, or -1
   */
  static RepeatedWords of(int[][] tokens, int padding) {
    int[] all = Arrays.stream(tokens).flatMapToInt(Arrays::stream).toArray();
    Numbering words = new Numbering(all, padding);
    Numbering places = new Numbering(all, padding);
    int length = tokens[0].length;
    for (int row = 0; row < tokens.length; row++) {
      places.startAfresh();
      for (int i = row * length; i < (row + 1) * length; i++) {
        words.add(i);
        places.add(i);
      }
    }
    long[] rows = Arrays.stream(places.firsts()).mapToLong(i -> i / length).toArray();
    long[] known = Arrays.stream(words.firsts()).mapToLong(i -> all[i]).toArray();
    return new RepeatedWords(places.bags(), rows, words.bags(), known);
  }

  /** Numbers words in the order in which they come up. */
  private static final class Numbering {
    private final int[] tokens;
    private final int padding;
    private final int[] numbers;
    private final int[] firsts;
    private final int[] bags;
    private int begin;
    private int next;

    Numbering(int[] tokens, int padding) {
      this.tokens = tokens;
      this.padding = padding;
      numbers = new int[1 + Arrays.stream(tokens).max().orElse(0)];
      firsts = new int[tokens.length];
      bags = new int[tokens.length];
    }

    /** From now on words get new numbers. */
    void startAfresh() {
      begin = next;
    }

    void add(int index) {
      int token = tokens[index];
      int number = numbers[token];
      // a number from before, or of another word, says that the word is new
      boolean known = number >= begin && number < next && tokens[firsts[number]] == token;
      if (token != padding && !known) {
        number = next;
        numbers[token] = next;
        firsts[next++] = index;
      }
      bags[index] = token == padding ? -1 : number;
    }

    /** Returns for each number the index that it came up at. */
    int[] firsts() {
      return Arrays.copyOf(firsts, next);
    }

    Bags bags() {
      return Bags.of(bags, next);
    }
  }
}
