package plugins.fairness.internal.text;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Phrases made from templates (Dixon et al. 2018): the same context with one identity term after
 * another.
 *
 * @param texts the phrases
 * @param positive whether each is of the positive class, by how it was made
 * @param term index of its term, or -1 for none
 * @param context number of its context: phrases with the same one differ in the term alone
 * @param terms the terms that occur
 * @param contexts number of contexts
 */
record IdentityPhrases(
    List<String> texts,
    boolean[] positive,
    int[] term,
    int[] context,
    List<String> terms,
    int contexts) {
  static final String SOURCE = "https://github.com/conversationai/unintended-ml-bias-analysis";
  static final String FILE = "fairness/identity-templates/en_sentence_templates.csv.gz";
  static final String FILE_DESCRIPTION =
      "File with the columns template, toxicity (toxic or nontoxic) and phrase; below the data"
          + " directory.";
  static final String TERMS = "fairness/identity-templates/identity_words.csv";
  static final String TERMS_DESCRIPTION =
      "File with the columns type and word; words of type identity are the terms; below the data"
          + " directory.";

  /** Reads phrases and terms. */
  static IdentityPhrases read(SuiteFile file, SuiteFile words) throws NotDefinedException {
    List<NamedCsvRecord> rows = file.rows("template", "toxicity", "phrase");
    List<String> known =
        words.rows("type", "word").stream()
            .filter(row -> row.getField("type").equals("identity"))
            .map(row -> row.getField("word").toLowerCase(Locale.ROOT))
            .distinct()
            .toList();
    if (known.isEmpty()) {
      throw words.wrong("has no word of type identity", "rows of type identity");
    }
    Pattern pattern = pattern(known);
    Map<String, Integer> terms = new LinkedHashMap<>();
    Map<List<String>, Integer> contexts = new LinkedHashMap<>();
    List<String> texts = new ArrayList<>();
    boolean[] positive = new boolean[rows.size()];
    int[] term = new int[rows.size()];
    int[] context = new int[rows.size()];
    for (int i = 0; i < term.length; i++) {
      NamedCsvRecord row = rows.get(i);
      String phrase = row.getField("phrase");
      positive[i] = positive(file, row.getField("toxicity"));
      Optional<int[]> found = last(pattern, phrase);
      String open = phrase;
      term[i] = -1;
      if (found.isPresent()) {
        int[] at = found.get();
        String own = phrase.substring(at[0], at[1]).toLowerCase(Locale.ROOT);
        term[i] = terms.computeIfAbsent(own, t -> terms.size());
        open = phrase.substring(0, at[0]) + "{}" + phrase.substring(at[1]);
      }
      List<String> key = List.of(row.getField("template"), row.getField("toxicity"), open);
      context[i] = contexts.computeIfAbsent(key, k -> contexts.size());
      texts.add(phrase);
    }
    if (terms.size() < 2) {
      throw new NotDefinedException(
          "%s has phrases with %d of the terms of %s: at least two are needed."
              .formatted(file.named(), terms.size(), words.named()));
    }
    List<String> names = List.copyOf(terms.keySet());
    return new IdentityPhrases(texts, positive, term, context, names, contexts.size());
  }

  private static boolean positive(SuiteFile file, String toxicity) {
    if (!toxicity.equals("toxic") && !toxicity.equals("nontoxic")) {
      throw file.wrong("has toxicity=" + toxicity, "toxic or nontoxic");
    }
    return toxicity.equals("toxic");
  }

  /** Longer terms first, so that african american is not taken for american. */
  private static Pattern pattern(List<String> terms) {
    String any =
        terms.stream()
            .sorted(Comparator.comparingInt(t -> -t.length()))
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    int flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;
    return Pattern.compile("\\b(" + any + ")\\b", flags);
  }

  /** The last term of a phrase: what stands before it, such as a name, may be one by chance. */
  private static Optional<int[]> last(Pattern pattern, String phrase) {
    Matcher matcher = pattern.matcher(phrase);
    int[] last = null;
    while (matcher.find()) {
      last = new int[] {matcher.start(), matcher.end()};
    }
    return Optional.ofNullable(last);
  }

  int size() {
    return texts.size();
  }
}
