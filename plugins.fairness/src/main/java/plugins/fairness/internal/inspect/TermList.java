package plugins.fairness.internal.inspect;

import governance.api.GovernanceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Words and phrases by which texts name groups of people.
 *
 * @param categories the category of each term; terms are words in lower case with single blanks
 */
record TermList(Map<String, String> categories) {
  private static final String BUILT_IN = "identity-terms.txt";
  private static final int LONGEST = 4;

  /**
   * Reads a list, or the one that ships.
   *
   * @param file a file of lines {@code category: term, term}; an empty string for the one that
   *     ships
   */
  static TermList read(String file) {
    if (file.isEmpty()) {
      try (InputStream in = TermList.class.getResourceAsStream(BUILT_IN)) {
        return parse(
            BUILT_IN, new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    try {
      return parse(file, Files.readAllLines(Path.of(file), StandardCharsets.UTF_8));
    } catch (IOException | InvalidPathException e) {
      throw refused(file + " cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  private static TermList parse(String file, List<String> lines) {
    Map<String, String> terms = new LinkedHashMap<>();
    for (String line : lines) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw refused(file + " has the line \"" + line + "\"");
      }
      for (String term : line.substring(colon + 1).split(",")) {
        List<String> words = Tokens.of(term);
        if (!words.isEmpty() && words.size() <= LONGEST) {
          terms.putIfAbsent(String.join(" ", words), line.substring(0, colon).strip());
        }
      }
    }
    if (terms.isEmpty()) {
      throw refused(file + " has no term");
    }
    return new TermList(terms);
  }

  private static GovernanceException refused(String got) {
    return GovernanceException.spec(
        "fairness.identity-terms setting terms",
        got,
        "a text file of lines such as \"religion: muslim, jewish\"; lines with # are comments",
        "Correct the file, or leave the setting out for the list that ships");
  }

  /** Returns the terms that are in a text of these words. */
  Set<String> in(List<String> words) {
    Set<String> found = new LinkedHashSet<>();
    for (int from = 0; from < words.size(); from++) {
      StringBuilder phrase = new StringBuilder();
      for (int to = from; to < Math.min(words.size(), from + LONGEST); to++) {
        phrase.append(to == from ? "" : " ").append(words.get(to));
        if (categories.containsKey(phrase.toString())) {
          found.add(phrase.toString());
        }
      }
    }
    return found;
  }

  /** Returns the terms in order. */
  List<String> terms() {
    return new ArrayList<>(categories.keySet());
  }
}
