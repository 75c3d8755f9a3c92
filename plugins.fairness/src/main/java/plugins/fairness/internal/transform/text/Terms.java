package plugins.fairness.internal.transform.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds terms of one or more words in texts, as whole words, in any case; the longest term at a
 * place counts. A blank or hyphen in a term stands for either.
 */
final class Terms {
  private static final String WORD = "[\\p{L}\\p{M}\\p{N}_]";

  private final Pattern pattern;

  /** Looks for terms; at least one. */
  Terms(Collection<String> terms) {
    String any =
        terms.stream()
            .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(t -> t))
            .map(Terms::expression)
            .collect(Collectors.joining("|"));
    this.pattern =
        Pattern.compile(
            "(?<!" + WORD + ")(?:" + any + ")(?!" + WORD + ")",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  private static String expression(String term) {
    StringBuilder expression = new StringBuilder();
    for (String word : term.strip().split("[\\s-]+")) {
      expression.append(expression.length() == 0 ? "" : "[\\s-]+").append(Pattern.quote(word));
    }
    return expression.toString();
  }

  /** Returns a term as it is compared: lower case, words parted by one blank. */
  static String key(String term) {
    return term.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s-]+", " ");
  }

  /**
   * Returns the text with each term replaced.
   *
   * @param by gives what a term, as it is written in the text, is replaced by
   */
  String replaced(String text, Function<String, String> by) {
    Matcher matcher = pattern.matcher(text);
    StringBuilder result = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(result, Matcher.quoteReplacement(by.apply(matcher.group())));
    }
    return matcher.appendTail(result).toString();
  }
}
