package plugins.fairness.internal.text;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import governance.api.model.QueryableModel.Cloze;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A passage of GAP with a pronoun and two names, of which it refers to exactly one.
 *
 * @param text the passage
 * @param offset of the pronoun, in UTF-16 units
 * @param pronoun the pronoun
 * @param right the name that it refers to
 * @param wrong the other name
 */
record GapPassage(String text, int offset, String pronoun, String right, String wrong) {
  static final String[] COLUMNS = {
    "Text", "Pronoun", "Pronoun-offset", "A", "A-coref", "B", "B-coref"
  };

  private static final Set<String> FEMALE = Set.of("she", "her", "hers");
  private static final Set<String> MALE = Set.of("he", "him", "his");

  /** Reads a row; empty where the pronoun refers to none of the names. */
  static Optional<GapPassage> of(SuiteFile file, NamedCsvRecord row) {
    boolean a = truth(file, row, "A-coref");
    boolean b = truth(file, row, "B-coref");
    String text = row.getField("Text");
    String pronoun = row.getField("Pronoun");
    int offset = offset(text, row.getField("Pronoun-offset"));
    if (offset < 0 || !text.startsWith(pronoun, offset) || !known(pronoun)) {
      throw file.wrong(
          "has no he, she or form of these at " + row.getField("Pronoun-offset") + " of: " + text,
          "the offset of the pronoun in characters");
    }
    String first = row.getField("A");
    String second = row.getField("B");
    return a == b
        ? Optional.empty()
        : Optional.of(
            new GapPassage(text, offset, pronoun, a ? first : second, a ? second : first));
  }

  private static boolean truth(SuiteFile file, NamedCsvRecord row, String column) {
    String value = row.getField(column).toUpperCase(Locale.ROOT);
    if (!value.equals("TRUE") && !value.equals("FALSE")) {
      throw file.wrong("has " + column + "=" + row.getField(column), "TRUE or FALSE");
    }
    return value.equals("TRUE");
  }

  /** Offsets count Unicode code points. */
  private static int offset(String text, String codePoints) {
    try {
      return text.offsetByCodePoints(0, Integer.parseInt(codePoints.strip()));
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      return -1;
    }
  }

  private static boolean known(String pronoun) {
    String lower = pronoun.toLowerCase(Locale.ROOT);
    return FEMALE.contains(lower) || MALE.contains(lower);
  }

  boolean female() {
    return FEMALE.contains(pronoun.toLowerCase(Locale.ROOT));
  }

  String before() {
    return text.substring(0, offset).stripTrailing();
  }

  /** The passage with a name in place of the pronoun. */
  String with(String name) {
    return text.substring(0, offset) + name + text.substring(offset + pronoun.length());
  }

  /**
   * Asks for the pieces of a name in place of the pronoun.
   *
   * @param before pieces of the text before
   * @param whole pieces of the passage with the name
   * @param name pieces of the name
   * @return empty where they do not stand there, because the passage was cut, or are not known
   */
  static Optional<List<Integer>> places(
      List<String> before, List<String> whole, List<String> name) {
    int from = before.size();
    int to = from + name.size();
    boolean there =
        !name.isEmpty()
            && to <= whole.size()
            && whole.subList(from, to).equals(name)
            && name.stream().noneMatch(Vocabulary::unknown);
    return there ? Optional.of(IntStream.range(from, to).boxed().toList()) : Optional.empty();
  }

  /** The question that hides a name. */
  Cloze hiding(String name, List<Integer> places) {
    return new Cloze(with(name), places);
  }
}
