package plugins.data.internal.rowtext;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Turns names into few plain words, which small vocabularies encode in few pieces. */
final class Wording {
  private static final Pattern BREAK = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern CAMEL = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})");

  private Wording() {}

  /**
   * Returns the words of a name in lower case: {@code marital-status}, {@code MaritalStatus} have
   * two.
   */
  static List<String> words(String name) {
    List<String> words = new ArrayList<>();
    for (String word : BREAK.split(CAMEL.matcher(name).replaceAll(" "))) {
      if (!word.isEmpty()) {
        words.add(word.toLowerCase(Locale.ROOT));
      }
    }
    return words;
  }

  /**
   * Shortens columns' names to the first word that no other name has; a name without one is kept
   * whole.
   */
  static Map<String, String> columns(List<String> names) {
    Map<String, Integer> uses = new HashMap<>();
    names.forEach(n -> new HashSet<>(words(n)).forEach(w -> uses.merge(w, 1, Integer::sum)));
    Map<String, String> shortened = new LinkedHashMap<>();
    for (String name : names) {
      List<String> words = words(name);
      String whole = words.isEmpty() ? name : String.join(" ", words);
      shortened.put(name, words.stream().filter(w -> uses.get(w) == 1).findFirst().orElse(whole));
    }
    return distinct(shortened);
  }

  /**
   * Shortens the values of a column to the fewest leading words that no other value begins with.
   */
  static Map<String, String> values(Set<String> values) {
    Map<List<String>, Integer> uses = new HashMap<>();
    for (String value : values) {
      List<String> words = words(value);
      for (int n = 1; n <= words.size(); n++) {
        uses.merge(words.subList(0, n), 1, Integer::sum);
      }
    }
    Map<String, String> shortened = new LinkedHashMap<>();
    values.stream().sorted().forEach(value -> shortened.put(value, shortest(value, uses)));
    return distinct(shortened);
  }

  private static String shortest(String value, Map<List<String>, Integer> uses) {
    List<String> words = words(value);
    int n = 1;
    while (n < words.size() && uses.get(words.subList(0, n)) > 1) {
      n++;
    }
    return words.isEmpty() ? value : String.join(" ", words.subList(0, n));
  }

  /** Keeps names as they are where shortening made two equal, such as {@code A+} and {@code A-}. */
  private static Map<String, String> distinct(Map<String, String> shortened) {
    Map<String, Integer> uses = new HashMap<>();
    shortened.values().forEach(s -> uses.merge(s, 1, Integer::sum));
    shortened.replaceAll((name, s) -> uses.get(s) > 1 ? name : s);
    return shortened;
  }
}
