package plugins.privacy.internal.personaldata;

/**
 * Words with marks, looked up in a text without making strings. Upper and lower case are the same.
 * Not changed after it was filled.
 */
final class WordTable {
  private String[] keys = new String[1 << 12];
  private int[] marks = new int[1 << 12];
  private int size;

  /** Adds marks to a word; a word of several parts has single spaces between them. */
  void put(String word, int mark) {
    if (2 * size >= keys.length) {
      grow();
    }
    int at = slot(word, 0, word.length());
    if (keys[at] == null) {
      keys[at] = word;
      size++;
    }
    marks[at] |= mark;
  }

  /** Returns the marks of the word in {@code [start, end)}, 0 where it is unknown. */
  int get(String text, int start, int end) {
    int at = slot(text, start, end);
    return keys[at] == null ? 0 : marks[at];
  }

  private int slot(String text, int start, int end) {
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + lower(text.charAt(i));
    }
    int at = (hash ^ hash >>> 15) * 0x2c1b3c6d >>> 7 & keys.length - 1;
    while (keys[at] != null && !same(keys[at], text, start, end)) {
      at = at + 1 & keys.length - 1;
    }
    return at;
  }

  private static boolean same(String key, String text, int start, int end) {
    if (key.length() != end - start) {
      return false;
    }
    for (int i = 0; i < key.length(); i++) {
      if (lower(key.charAt(i)) != lower(text.charAt(start + i))) {
        return false;
      }
    }
    return true;
  }

  private static char lower(char c) {
    return c < 128 ? (c >= 'A' && c <= 'Z' ? (char) (c + 32) : c) : Character.toLowerCase(c);
  }

  private void grow() {
    String[] words = keys;
    int[] old = marks;
    keys = new String[2 * words.length];
    marks = new int[keys.length];
    size = 0;
    for (int i = 0; i < words.length; i++) {
      if (words[i] != null) {
        put(words[i], old[i]);
      }
    }
  }
}
