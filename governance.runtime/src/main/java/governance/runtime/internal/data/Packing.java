package governance.runtime.internal.data;

import governance.engine.Encoded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Joins texts, one after the other with the separator between them, and cuts them into windows of
 * one length, so that no place is padding (Liu et al. 2019, section 4.2). Only the last window may
 * be shorter, and those that {@link #end} ends.
 */
final class Packing {
  private final int length;
  private final List<Encoded> windows = new ArrayList<>();
  private int[] ids;
  private int[] words;
  private String[] tokens;
  private int used;
  private int word;
  private Piece first;
  private Piece last;

  private record Piece(int id, String token) {}

  /** Prepares windows of so many pieces, the two at the ends included. */
  Packing(int length) {
    this.length = length;
    begin();
  }

  private void begin() {
    ids = new int[length];
    words = new int[length];
    tokens = new String[length];
    used = 1;
  }

  /** Adds a whole text with its special tokens, which must be one at each end. */
  void add(Encoded text) {
    int end = text.length() - 1;
    first = new Piece(text.ids()[0], text.tokens().get(0));
    last = new Piece(text.ids()[end], text.tokens().get(end));
    if (used > 1) {
      put(last.id, -1, last.token);
    }
    int before = -1;
    for (int i = 1; i < end; i++) {
      int own = text.words()[i];
      if (own >= 0 && own != before) {
        word++;
      }
      before = own;
      put(text.ids()[i], own < 0 ? -1 : word, text.tokens().get(i));
    }
  }

  private void put(int id, int ofWord, String token) {
    if (used == length - 1) {
      cut();
    }
    ids[used] = id;
    words[used] = ofWord;
    tokens[used++] = token;
  }

  private void cut() {
    ids[0] = first.id;
    words[0] = -1;
    tokens[0] = first.token;
    ids[used] = last.id;
    words[used] = -1;
    tokens[used++] = last.token;
    windows.add(
        new Encoded(
            Arrays.copyOf(ids, used),
            Arrays.copyOf(words, used),
            List.of(Arrays.copyOf(tokens, used)),
            0));
    begin();
  }

  /**
   * Ends the window, so that what is added next begins another; without any word it is left out.
   */
  void end() {
    if (Arrays.stream(words, 1, used).anyMatch(w -> w >= 0)) {
      cut();
    }
    begin();
  }

  /** Returns the windows; a last one without any word is left out. */
  List<Encoded> windows() {
    end();
    return windows;
  }
}
