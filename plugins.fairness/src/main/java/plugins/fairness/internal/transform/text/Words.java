package plugins.fairness.internal.transform.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text cut into words, with what stands between them. */
final class Words {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}_]+");

  private final String text;
  private final List<String> words = new ArrayList<>();
  private final List<String> lower = new ArrayList<>();
  private final List<Integer> starts = new ArrayList<>();

  Words(String text) {
    this.text = text;
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      words.add(matcher.group());
      lower.add(matcher.group().toLowerCase(Locale.ROOT));
      starts.add(matcher.start());
    }
  }

  int size() {
    return words.size();
  }

  /** Returns a word as it is written; nothing outside the text. */
  String word(int i) {
    return i < 0 || i >= words.size() ? "" : words.get(i);
  }

  /** Returns a word in lower case; nothing outside the text. */
  String lower(int i) {
    return i < 0 || i >= words.size() ? "" : lower.get(i);
  }

  /** Returns what stands between a word and the next; before the first for -1. */
  String gap(int i) {
    int from = i < 0 ? 0 : starts.get(i) + words.get(i).length();
    int to = i + 1 >= words.size() ? text.length() : starts.get(i + 1);
    return text.substring(from, to);
  }

  /** Returns whether only blanks stand between a word and the next. */
  boolean joined(int i) {
    return i >= 0 && i + 1 < words.size() && gap(i).isBlank();
  }

  /** Returns whether a word begins with a capital letter. */
  boolean capital(int i) {
    return !word(i).isEmpty() && Character.isUpperCase(word(i).codePointAt(0));
  }

  /** Returns whether a word begins a sentence, as far as punctuation tells. */
  boolean begins(int i) {
    String before = gap(i - 1);
    return i == 0 || before.matches("(?s).*[.!?:;\"“”(\\[].*") || before.contains("\n\n");
  }

  /** Returns the text with some words replaced; null keeps a word. */
  String with(String[] replaced) {
    StringBuilder result = new StringBuilder(gap(-1));
    for (int i = 0; i < words.size(); i++) {
      result.append(replaced[i] == null ? words.get(i) : replaced[i]).append(gap(i));
    }
    return result.toString();
  }

  /** Returns a word written as another is: in capitals, with a capital, or as it stands. */
  static String like(String model, String word) {
    boolean upper =
        model.equals(model.toUpperCase(Locale.ROOT))
            && !model.equals(model.toLowerCase(Locale.ROOT));
    if (upper && model.length() > 1) {
      return word.toUpperCase(Locale.ROOT);
    }
    boolean capital = Character.isUpperCase(model.codePointAt(0));
    return capital ? word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1) : word;
  }
}
