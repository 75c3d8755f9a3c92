package plugins.fairness.internal.transform.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Texts that say what can be true of one sex only, such as a pregnancy: swapped they would be
 * nonsense. They are known by words, or beginnings of words that end in {@code *}.
 */
final class BoundTexts {
  private final Set<String> words = new HashSet<>();
  private final List<String> beginnings = new ArrayList<>();

  BoundTexts(Iterable<String> terms) {
    for (String term : terms) {
      String lower = term.toLowerCase(Locale.ROOT);
      if (lower.endsWith("*")) {
        beginnings.add(lower.substring(0, lower.length() - 1));
      } else {
        words.add(lower);
      }
    }
  }

  boolean contains(String text) {
    if (words.isEmpty() && beginnings.isEmpty()) {
      return false;
    }
    Words all = new Words(text);
    for (int i = 0; i < all.size(); i++) {
      String word = all.lower(i);
      if (words.contains(word) || beginnings.stream().anyMatch(word::startsWith)) {
        return true;
      }
    }
    return false;
  }

  String state() {
    return "left as they are: texts with " + words.stream().sorted().toList() + beginnings;
  }
}
