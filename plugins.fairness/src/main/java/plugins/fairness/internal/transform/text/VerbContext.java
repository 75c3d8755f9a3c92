package plugins.fairness.internal.transform.text;

import java.util.Set;

/** What the verb before a pronoun says of it: whether the pronoun is its object. */
final class VerbContext {
  /** Verbs that take a person and a bare verb: let her go. */
  private static final Set<String> CAUSING = Lexicon.wordsOf("causing.txt");

  /** Verbs in their bare form that may follow such a verb. */
  private static final Set<String> BARE = Lexicon.wordsOf("bare.txt");

  private static final Set<String> DATIVE = Lexicon.wordsOf("dative.txt");
  private static final Set<String> NAMING = Lexicon.wordsOf("naming.txt");
  private static final Set<String> RETURNING = Lexicon.wordsOf("returning.txt");
  private static final Set<String> NUMBERS = Lexicon.wordsOf("numbers.txt");
  private static final Set<String> TIMES =
      Set.of("day", "night", "evening", "morning", "afternoon", "last", "time");
  private static final Set<String> PASSIVE =
      Set.of("was", "were", "is", "are", "been", "being", "be");
  private static final Set<String> KIN =
      Set.of(
          "son",
          "daughter",
          "brother",
          "sister",
          "father",
          "mother",
          "husband",
          "wife",
          "cousin",
          "nephew",
          "niece",
          "uncle",
          "aunt",
          "friend",
          "child",
          "children",
          "sons",
          "daughters");

  private VerbContext() {}

  /** Returns whether a verb says what somebody is called: called her "a hero". */
  static boolean names(String verb) {
    return NAMING.contains(verb);
  }

  /** Returns whether a verb moves somebody: sent her back. */
  static boolean returns(String verb) {
    return RETURNING.contains(verb);
  }

  /** Returns whether the pronoun before a noun or verb is the object of the verb before it. */
  static boolean takesObject(Words text, int i) {
    String verb = text.lower(i - 1);
    String next = text.lower(i + 1);
    if (next.equals("one") && TIMES.contains(text.lower(i + 2))) {
      return true;
    }
    if (CAUSING.contains(verb) && BARE.contains(next)) {
      return true;
    }
    if (DATIVE.contains(verb)) {
      boolean number = NUMBERS.contains(next) || Character.isDigit(next.charAt(0));
      return number || text.capital(i + 1) && !text.capital(i) && !verb.startsWith("earn");
    }
    boolean passive = PASSIVE.contains(text.lower(i - 2));
    return NAMING.contains(verb) && !verb.startsWith("call") && !passive && !KIN.contains(next);
  }
}
