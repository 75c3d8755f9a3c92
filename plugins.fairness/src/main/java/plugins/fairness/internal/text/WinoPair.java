package plugins.fairness.internal.text;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Two sentences of WinoBias that differ in the gender of a pronoun.
 *
 * @param pro the one in which the pronoun is the stereotype's for the occupation it refers to
 * @param anti the other one
 * @param type {@code type1} or {@code type2}
 * @param occupation what the pronoun refers to, in lower case and without article
 * @param male whether the stereotype's pronoun is male
 */
record WinoPair(String pro, String anti, String type, String occupation, boolean male) {
  static final String SOURCE = "https://github.com/uclanlp/corefBias";
  static final String FILE = "fairness/winobias/winobias.csv";
  static final String FILE_DESCRIPTION =
      "File with the columns split, type, condition (pro or anti), id and sentence, in which"
          + " brackets mark occupation and pronouns; below the data directory.";

  private static final Pattern MARKED = Pattern.compile("\\[([^\\]]+)\\]");
  private static final Set<String> MALE = Set.of("he", "him", "his", "himself");
  private static final Set<String> FEMALE = Set.of("she", "her", "hers", "herself");

  /**
   * What a file holds.
   *
   * @param pairs the pairs
   * @param single rows without their counterpart
   */
  record Found(List<WinoPair> pairs, int single) {}

  /** Reads all pairs. */
  static Found read(SuiteFile file) {
    Map<List<String>, Map<String, String>> byId = new LinkedHashMap<>();
    for (NamedCsvRecord row : file.rows("split", "type", "condition", "id", "sentence")) {
      List<String> key = List.of(row.getField("split"), row.getField("type"), row.getField("id"));
      byId.computeIfAbsent(key, k -> new LinkedHashMap<>())
          .put(row.getField("condition"), row.getField("sentence"));
    }
    List<WinoPair> pairs = new ArrayList<>();
    int single = 0;
    for (Map.Entry<List<String>, Map<String, String>> entry : byId.entrySet()) {
      String pro = entry.getValue().get("pro");
      String anti = entry.getValue().get("anti");
      if (pro == null || anti == null) {
        single++;
      } else {
        pairs.add(of(file, entry.getKey().get(1), pro, anti));
      }
    }
    return new Found(pairs, single);
  }

  private static WinoPair of(SuiteFile file, String type, String pro, String anti) {
    List<String> marked = new ArrayList<>();
    Matcher matcher = MARKED.matcher(pro);
    while (matcher.find()) {
      marked.add(matcher.group(1).strip().toLowerCase(Locale.ROOT));
    }
    Optional<String> pronoun =
        marked.stream().filter(m -> MALE.contains(m) || FEMALE.contains(m)).findFirst();
    Optional<String> other =
        marked.stream().filter(m -> !MALE.contains(m) && !FEMALE.contains(m)).findFirst();
    if (pronoun.isEmpty() || other.isEmpty()) {
      throw file.wrong(
          "has the sentence without marks: " + pro,
          "an occupation and a pronoun in brackets, such as [The nurse] … [she]");
    }
    String occupation = other.get().replaceFirst("^(the|a|an) ", "");
    return new WinoPair(plain(pro), plain(anti), type, occupation, MALE.contains(pronoun.get()));
  }

  private static String plain(String sentence) {
    return sentence.replace("[", "").replace("]", "").strip();
  }

  /** Kinds that figures are also given for. */
  String[] kinds() {
    return new String[] {
      "type", type, "stereotyped pronoun", male ? "male" : "female", "occupation", occupation
    };
  }
}
