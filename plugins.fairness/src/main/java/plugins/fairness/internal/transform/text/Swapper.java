package plugins.fairness.internal.transform.text;

import governance.api.GovernanceException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Swaps the terms of a lexicon in a text, with the writing of the words kept. In English also
 * pronouns and titles by rules, and neither parts of proper names nor fixed phrases.
 */
public final class Swapper {
  private static final Set<String> BEFORE_SURNAMES =
      Set.of("mr", "mrs", "ms", "miss", "dr", "prof", "professor");
  private static final Set<String> BEFORE_FIRST_NAMES =
      Set.of(
          "king",
          "queen",
          "prince",
          "princess",
          "aunt",
          "uncle",
          "sister",
          "brother",
          "father",
          "mother",
          "sir",
          "dame",
          "lord",
          "lady",
          "president",
          "senator",
          "judge",
          "pope");

  private final Lexicon lexicon;
  private final boolean english;
  private final Set<String> phrases = new HashSet<>();
  private final Set<String> closing = new HashSet<>();
  private final Set<String> institutions = new HashSet<>();

  /** Uses a lexicon; with the rules of English or without. */
  Swapper(Lexicon lexicon, boolean english) {
    this.lexicon = lexicon;
    this.english = english;
    if (english) {
      phrases.addAll(Lexicon.lines("phrases.txt"));
      institutions.addAll(Lexicon.wordsOf("institutions.txt"));
      closing.addAll(Lexicon.wordsOf("closing.txt"));
    }
  }

  /**
   * Makes one of built-in lists and pairs that are given.
   *
   * @param language en for the built-in lists and the rules of English
   * @param names whether the built-in first names count
   * @param pairs word=word, or word{@literal >}word for one direction
   * @param id who asks, for errors
   * @throws GovernanceException if a pair is wrong, or there is no term
   */
  public static Swapper of(String language, boolean names, String[] pairs, String id) {
    return new Swapper(Lexicon.of(language, names, pairs, id, more -> {}), english(language));
  }

  /** Returns whether the rules of English hold for a language. */
  static boolean english(String language) {
    return language.equalsIgnoreCase("en");
  }

  /** Returns the text with all terms swapped; the same where there is none. */
  public String swapped(String text) {
    Words words = new Words(text);
    String[] replaced = new String[words.size()];
    boolean shouting = text.equals(text.toUpperCase(Locale.ROOT));
    boolean changed = false;
    for (int i = 0; i < replaced.length; i++) {
      String found = part(words, i) ? null : counterpart(words, i, shouting);
      if (found != null) {
        replaced[i] = Words.like(words.word(i), found);
        changed = true;
      }
    }
    return changed ? words.with(replaced) : text;
  }

  /** Part of an address, a tag or a number: he@home.org, #women, 2him. */
  private static boolean part(Words words, int i) {
    String before = words.gap(i - 1);
    String after = words.gap(i);
    boolean address = after.startsWith("@") || before.endsWith("@") || before.endsWith("#");
    boolean dotted = after.equals(".") && i + 1 < words.size() && !words.capital(i + 1);
    return address || dotted || before.endsWith("\\") || before.endsWith("//");
  }

  private String counterpart(Words words, int i, boolean shouting) {
    if (!english) {
      String term = lexicon.term(words.lower(i));
      return term == null && words.capital(i) ? lexicon.name(words.lower(i)) : term;
    }
    if (inPhrase(words, i)) {
      return null;
    }
    String pronoun = Pronouns.swapped(words, i);
    if (pronoun != null) {
      return pronoun;
    }
    String title = title(words, i, shouting);
    if (title != null) {
      return title.isEmpty() ? null : title;
    }
    if (!shouting && words.capital(i) && inInstitution(words, i)) {
      return null;
    }
    String term = lexicon.term(words.lower(i));
    if (term != null) {
      return !shouting && partOfName(words, i) ? null : term;
    }
    String name = words.capital(i) ? lexicon.name(words.lower(i)) : null;
    return name != null && firstName(words, i) ? name : null;
  }

  /** A capital in the name of an institution, method or disease. */
  private boolean inInstitution(Words words, int i) {
    for (int j = i; j < i + 3 && near(words.gap(j < words.size() ? j : i)); j++) {
      if (institutions.contains(words.lower(j + 1))) {
        return true;
      }
      if (!words.capital(j + 1) && !words.lower(j + 1).equals("s")) {
        return false;
      }
    }
    return false;
  }

  /** Fixed phrases of two words, such as man made and Isle of Man. */
  private boolean inPhrase(Words words, int i) {
    String here = words.lower(i);
    boolean after = phrases.contains(here + " " + words.lower(i + 1)) && near(words.gap(i));
    boolean before = phrases.contains(words.lower(i - 1) + " " + here) && near(words.gap(i - 1));
    return after || before;
  }

  private static boolean near(String gap) {
    return gap.matches("\\s+|-|['’]s?\\s*");
  }

  /** Returns a title's counterpart, nothing where the word is one but stays, or null. */
  private static String title(Words words, int i, boolean shouting) {
    String gap = words.gap(i);
    boolean beforeName =
        words.capital(i + 1) && (gap.isBlank() || gap.strip().equals(".")) && !gap.isEmpty();
    boolean here = beforeName && (words.capital(i) || shouting);
    return switch (words.lower(i)) {
      case "mr" -> here ? "mrs" : "";
      case "mrs", "ms" -> here ? "mr" : "";
      case "miss" -> here ? "mr" : "";
      case "sir" -> here ? "dame" : "madam";
      case "madam" -> "sir";
      case "dame" -> here ? "sir" : null;
      case "lord" -> here ? "lady" : null;
      case "lady" -> here ? "lord" : null;
      default -> null;
    };
  }

  /** A capital after another proper name is a surname or part of a title: Stephen King. */
  private boolean partOfName(Words words, int i) {
    return words.capital(i)
        && words.joined(i - 1)
        && proper(words, i - 1)
        && !(words.joined(i) && words.capital(i + 1) && !words.word(i + 1).matches("[IVX]+"));
  }

  private boolean proper(Words words, int i) {
    String lower = words.lower(i);
    return words.capital(i)
        && !closing.contains(lower)
        && !BEFORE_SURNAMES.contains(lower)
        && !BEFORE_FIRST_NAMES.contains(lower)
        && (!words.begins(i) || lexicon.name(lower) != null);
  }

  /** A name after another proper name is a surname, and so is one that only a title precedes. */
  private boolean firstName(Words words, int i) {
    String before = words.lower(i - 1);
    String gap = words.gap(i - 1);
    boolean follows =
        i > 0 && (gap.isBlank() || gap.strip().equals(".") && words.word(i - 1).length() < 5);
    if (follows && BEFORE_SURNAMES.contains(before) && words.capital(i - 1)) {
      return words.joined(i) && words.capital(i + 1);
    }
    if (follows && (before.equals("st") || before.equals("saint"))) {
      return false;
    }
    if (follows && BEFORE_FIRST_NAMES.contains(before)) {
      return true;
    }
    return !(words.joined(i - 1) && proper(words, i - 1) || initial(words, i - 1));
  }

  private static boolean initial(Words words, int i) {
    return words.word(i).length() == 1 && words.capital(i) && words.gap(i).startsWith(".");
  }
}
