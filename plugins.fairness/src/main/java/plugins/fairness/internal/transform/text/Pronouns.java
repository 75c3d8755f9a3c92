package plugins.fairness.internal.transform.text;

import java.util.Set;

/**
 * English pronouns of the third person. "her" is "him" or "his", and "his" is "her" or "hers",
 * which the words beside it decide: "his" stands before a noun, "him" and "hers" do not.
 */
final class Pronouns {
  /** Words that no noun phrase goes on with, so that the pronoun before them stands alone. */
  private static final Set<String> CLOSING = Lexicon.wordsOf("closing.txt");

  /** Words that close a phrase when no word follows them, and begin a noun phrase otherwise. */
  private static final Set<String> EITHER = Lexicon.wordsOf("either.txt");

  /** Adjectives that say what somebody becomes when no noun follows: it made her happy. */
  private static final Set<String> COMPLEMENTS = Lexicon.wordsOf("complements.txt");

  /** Words of EITHER that are nouns as well: on her back. */
  private static final Set<String> NOUNS =
      Set.of("back", "home", "left", "right", "best", "past", "first", "last", "most");

  private static final Set<String> NOUNS_IN_LY =
      Set.of(
          "family",
          "belly",
          "bully",
          "reply",
          "supply",
          "assembly",
          "anomaly",
          "monopoly",
          "jelly",
          "italy",
          "melancholy",
          "butterfly",
          "elderly",
          "lovely",
          "lonely",
          "friendly",
          "deadly",
          "costly",
          "lively",
          "ugly",
          "silly",
          "likely",
          "unlikely",
          "motherly",
          "fatherly",
          "sickly",
          "orderly",
          "scholarly",
          "heavenly",
          "earthly",
          "worldly",
          "beastly",
          "homely",
          "yearly",
          "monthly",
          "kindly",
          "firefly",
          "dragonfly",
          "emily",
          "sally",
          "molly",
          "holly",
          "billy",
          "kelly",
          "polly",
          "lilly");

  private static final Set<String> PREPOSITIONS =
      Set.of(
          "on", "in", "at", "of", "from", "to", "into", "behind", "against", "by", "near", "for",
          "with", "across", "outside", "inside", "after", "around", "toward", "towards", "under",
          "over", "and");

  private Pronouns() {}

  /** Returns the counterpart of a pronoun in lower case, or null where it is none. */
  static String swapped(Words text, int i) {
    return switch (text.lower(i)) {
      case "he" -> "she";
      case "she" -> "he";
      case "himself" -> "herself";
      case "herself" -> "himself";
      case "him" -> "her";
      case "hers" -> "his";
      case "his" -> standsAlone(text, i, false) ? "hers" : "her";
      case "her" -> standsAlone(text, i, true) ? "him" : "his";
      default -> null;
    };
  }

  /**
   * Returns whether no noun follows that the pronoun belongs to.
   *
   * @param object whether the pronoun may be an object, such as "her"
   */
  private static boolean standsAlone(Words text, int i, boolean object) {
    if (coordinated(text, i)) {
      return false;
    }
    if (!text.joined(i)) {
      boolean named = object && VerbContext.names(text.lower(i - 1));
      return named || !opensPhrase(text.gap(i), i + 1 < text.size());
    }
    String next = text.lower(i + 1);
    if (text.gap(i + 1).startsWith("-") && i + 2 < text.size()) {
      return false;
    }
    if (either(next)) {
      boolean owned =
          NOUNS.contains(next)
              && (PREPOSITIONS.contains(text.lower(i - 1))
                  || next.equals("back") && !VerbContext.returns(text.lower(i - 1)));
      return object && !owned && !goesOn(text, i + 1);
    }
    if (CLOSING.contains(next)) {
      return next.equals("i") || !text.capital(i + 1) || text.capital(i) && !text.begins(i);
    }
    return object && VerbContext.takesObject(text, i);
  }

  /** "his or her work", "her and his children": the noun comes after the second. */
  private static boolean coordinated(Words text, int i) {
    String join = text.joined(i) ? text.lower(i + 1) : "";
    String gap = text.gap(i);
    String second = gap.equals("/") ? text.lower(i + 1) : text.lower(i + 2);
    boolean joins = join.equals("or") || join.equals("and") || gap.equals("/");
    return joins && (second.equals("her") || second.equals("his") || second.equals("their"));
  }

  /** A noun phrase may begin with a quotation or bracket: her "friend". */
  private static boolean opensPhrase(String gap, boolean wordFollows) {
    return wordFollows && gap.matches("\\s+[\"“‘'`(\\[*]+");
  }

  private static boolean either(String word) {
    return EITHER.contains(word)
        || COMPLEMENTS.contains(word)
        || word.length() > 4 && word.endsWith("ly") && !NOUNS_IN_LY.contains(word);
  }

  /** Whether a word that can be an adverb or an adjective is followed by a noun. */
  private static boolean goesOn(Words text, int i) {
    if (!text.joined(i)) {
      return text.gap(i).startsWith("-")
          || text.gap(i).startsWith("'s ")
          || text.gap(i).startsWith("’s ");
    }
    String after = text.lower(i + 1);
    if (COMPLEMENTS.contains(text.lower(i)) && NOUNS.contains(after)) {
      return true;
    }
    return !CLOSING.contains(after) && !either(after) || either(after) && goesOn(text, i + 1);
  }
}
