package plugins.fairness.internal.penalty;

import governance.api.GovernanceException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Exchanges the terms of pairs in a text, both ways, whole words only; a capital first letter and
 * capitals throughout are kept. Where several pairs share a term, the first one says what it
 * becomes.
 */
final class TermSwap {
  private final Map<String, String> partners = new LinkedHashMap<>();
  private final Pattern terms;

  /**
   * Reads pairs.
   *
   * @param pairs each as {@code term:partner}
   * @throws GovernanceException if one is not of this form, or there is none
   */
  TermSwap(String subject, List<String> pairs) {
    for (String pair : pairs) {
      String[] two = pair.toLowerCase(Locale.ROOT).split(":", -1);
      if (two.length != 2 || two[0].isBlank() || two[1].isBlank() || two[0].equals(two[1])) {
        throw wrong(subject, "got \"" + pair + "\"");
      }
      partners.putIfAbsent(two[0].strip(), two[1].strip());
      partners.putIfAbsent(two[1].strip(), two[0].strip());
    }
    if (partners.isEmpty()) {
      throw wrong(subject, "is empty");
    }
    List<String> longestFirst = new ArrayList<>(partners.keySet());
    longestFirst.sort((a, b) -> b.length() - a.length());
    String any = longestFirst.stream().map(Pattern::quote).collect(Collectors.joining("|"));
    String bounded = "(?<![\\p{L}\\p{N}])(?:" + any + ")(?![\\p{L}\\p{N}])";
    terms = Pattern.compile(bounded, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  private static GovernanceException wrong(String subject, String got) {
    return GovernanceException.spec(
        subject, got, "pairs such as he:she", "Write two different terms with a colon between");
  }

  /** Returns the text with each term exchanged; an equal text if there is none. */
  String apply(String text) {
    return terms.matcher(text).replaceAll(this::partner);
  }

  private String partner(MatchResult found) {
    String term = found.group();
    String partner = partners.get(term.toLowerCase(Locale.ROOT));
    if (term.length() > 1 && term.equals(term.toUpperCase(Locale.ROOT))) {
      partner = partner.toUpperCase(Locale.ROOT);
    } else if (Character.isUpperCase(term.codePointAt(0))) {
      int first = partner.offsetByCodePoints(0, 1);
      partner = partner.substring(0, first).toUpperCase(Locale.ROOT) + partner.substring(first);
    }
    return java.util.regex.Matcher.quoteReplacement(partner);
  }
}
