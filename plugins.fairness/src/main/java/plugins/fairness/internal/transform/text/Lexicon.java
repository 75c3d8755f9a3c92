package plugins.fairness.internal.transform.text;

import governance.api.GovernanceException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Which word stands for which: terms, and names, which are swapped only where they are written with
 * a capital. The first entry for a word counts.
 */
final class Lexicon {
  private final Map<String, String> terms = new TreeMap<>();
  private final Map<String, String> names = new TreeMap<>();
  private final List<String> skipped = new ArrayList<>();

  /**
   * Makes one of pairs, built-in lists and what is added to the terms, in this order.
   *
   * @throws GovernanceException if a pair is wrong, or there is no term
   */
  static Lexicon of(
      String language, boolean names, String[] pairs, String id, Consumer<Lexicon> more) {
    boolean english = Swapper.english(language);
    Lexicon lexicon = new Lexicon();
    lexicon.addPairs(pairs, id + " setting pairs");
    if (english) {
      lexicon.addBuiltIn("english-terms.txt", false);
    }
    more.accept(lexicon);
    if (english && names) {
      lexicon.addBuiltIn("english-names.txt", true);
    }
    if (lexicon.isEmpty()) {
      throw GovernanceException.spec(
          id,
          "no terms for language " + language,
          "terms of your own; built-in ones are English",
          "Set pairs, or language to en");
    }
    return lexicon;
  }

  /**
   * Adds a list that comes with the plug-in, each line two words parted by a blank, or by {@code >}
   * for one direction.
   */
  void addBuiltIn(String resource, boolean areNames) {
    for (String line : lines(resource)) {
      boolean both = line.indexOf('>') < 0;
      String[] pair = line.split("[ >]");
      add(areNames ? names : terms, pair[0], pair[1]);
      if (both) {
        add(areNames ? names : terms, pair[1], pair[0]);
      }
    }
  }

  /** Returns the lines of a list that comes with the plug-in, without comments. */
  static List<String> lines(String resource) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Lexicon.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the words of a list that comes with the plug-in. */
  static Set<String> wordsOf(String resource) {
    Set<String> words = new HashSet<>();
    lines(resource).forEach(line -> words.addAll(List.of(line.split(" "))));
    return words;
  }

  /** Adds pairs of a setting: word=word for both directions, word>word for one. */
  void addPairs(String[] pairs, String setting) {
    for (String pair : pairs) {
      boolean both = pair.indexOf('>') < 0;
      String[] words = pair.split(both ? "=" : ">", -1);
      if (words.length != 2 || !isWord(words[0].strip()) || !isWord(words[1].strip())) {
        throw GovernanceException.spec(
            setting,
            "got \"" + pair + "\"",
            "word=word, or word>word for one direction, each one word",
            "Correct it");
      }
      add(terms, words[0].strip(), words[1].strip());
      if (both) {
        add(terms, words[1].strip(), words[0].strip());
      }
    }
  }

  /**
   * Adds the lines of a file: two words a line, or a table with the columns name and sex (F, M, in
   * order of frequency), whose names are paired by rank. A line whose entries are not single words
   * is left out and told.
   */
  void addFile(List<String[]> lines, String file, String setting) {
    if (lines.isEmpty()) {
      throw GovernanceException.spec(setting, file + " has no terms", "one pair a line", "");
    }
    List<String> header = List.of(lines.get(0)).stream().map(f -> lower(f)).toList();
    if (header.contains("name") && header.contains("sex")) {
      addNames(lines.subList(1, lines.size()), header.indexOf("name"), header.indexOf("sex"));
      return;
    }
    for (String[] fields : lines) {
      if (fields.length != 2) {
        throw GovernanceException.spec(
            setting,
            file + " has the line " + String.join(",", fields),
            "two words parted by a tab or comma, or a table with the columns name and sex",
            "Correct the file");
      }
      String first = fields[0].replaceFirst("\\.$", "");
      String second = fields[1].replaceFirst("\\.$", "");
      if (isWord(first) && isWord(second)) {
        add(terms, first, second);
      } else {
        skipped.add(fields[0] + "/" + fields[1]);
      }
    }
    for (String[] fields : lines) {
      if (isWord(fields[0]) && isWord(fields[1])) {
        add(terms, fields[1], fields[0]);
      }
    }
  }

  private void addNames(List<String[]> lines, int name, int sex) {
    List<String> female = new ArrayList<>();
    List<String> male = new ArrayList<>();
    for (String[] fields : lines) {
      if (fields.length > Math.max(name, sex) && isWord(fields[name])) {
        (fields[sex].equalsIgnoreCase("F") ? female : male).add(lower(fields[name]));
      }
    }
    Set<String> both = new HashSet<>(female);
    both.retainAll(new HashSet<>(male));
    female.removeAll(both);
    male.removeAll(both);
    for (int i = 0; i < Math.min(female.size(), male.size()); i++) {
      if (!names.containsKey(female.get(i)) && !names.containsKey(male.get(i))) {
        add(names, female.get(i), male.get(i));
        add(names, male.get(i), female.get(i));
      }
    }
  }

  private static void add(Map<String, String> to, String from, String word) {
    to.putIfAbsent(lower(from), lower(word));
  }

  private static boolean isWord(String text) {
    return text.matches("[\\p{L}\\p{M}\\p{N}_]+");
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Returns the counterpart of a term in lower case, or null. */
  String term(String lower) {
    return terms.get(lower);
  }

  /** Returns the counterpart of a name in lower case, or null. */
  String name(String lower) {
    return names.get(lower);
  }

  boolean isEmpty() {
    return terms.isEmpty() && names.isEmpty();
  }

  /** Returns all pairs in a stable order, and what was left out. */
  String state() {
    String left = skipped.isEmpty() ? "" : "\nleft out, not one word each: " + skipped;
    return "terms " + terms + "\nnames " + names + left;
  }
}
