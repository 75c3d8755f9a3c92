package plugins.fairness.internal.inspect;

import governance.api.data.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The words of a text: letters, digits and apostrophes within, in lower case. */
final class Tokens {
  private Tokens() {}

  static List<String> of(String text) {
    List<String> words = new ArrayList<>();
    int from = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean part = i < text.length() && part(text, i, from >= 0);
      if (part && from < 0) {
        from = i;
      } else if (!part && from >= 0) {
        words.add(text.substring(from, i).toLowerCase(Locale.ROOT));
        from = -1;
      }
    }
    return words;
  }

  private static boolean part(String text, int i, boolean within) {
    char c = text.charAt(i);
    boolean apostrophe =
        within
            && (c == '\'' || c == '’')
            && i + 1 < text.length()
            && Character.isLetter(text.charAt(i + 1));
    return Character.isLetterOrDigit(c) || apostrophe;
  }

  /** Returns the words of all texts of a row. */
  static List<String> of(Subject subject, List<Column> texts, int row) {
    List<String> words = new ArrayList<>();
    for (Column column : texts) {
      if (subject.data().values(column.name()).get(row) instanceof String text) {
        words.addAll(of(text));
      }
    }
    return words;
  }
}
