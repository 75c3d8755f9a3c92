package plugins.privacy.internal.attack;

import governance.api.data.Canary;
import governance.api.data.Column;
import governance.api.data.Dataset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Draws canaries: no two have the same text. */
final class CanaryMaker {
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern WORD = Pattern.compile("\\p{L}{3,12}");

  /** With fewer words, such as of Chinese text without spaces, characters are drawn. */
  private static final int FEWEST_WORDS = 20;

  private final List<String> vocabulary;
  private final List<String> labels;
  private final boolean tags;
  private final SplittableRandom random;
  private final Set<String> made = new HashSet<>();

  /**
   * Learns words and labels.
   *
   * @param read the column of texts or words
   * @param known whether words are those of the rows, and not random letters
   * @param label the column of classes or tags; empty for spans
   */
  CanaryMaker(
      Dataset rows, Column read, boolean known, Optional<Column> label, SplittableRandom random) {
    this.random = random;
    this.vocabulary = known ? vocabulary(rows, read) : List.of();
    this.tags = label.filter(Canaries::words).isPresent();
    this.labels = label.map(column -> labels(rows, column)).orElse(List.of());
  }

  private static List<String> vocabulary(Dataset rows, Column read) {
    Set<String> words = new TreeSet<>();
    Set<String> characters = new TreeSet<>();
    each(
        rows,
        read,
        text -> {
          for (String word : SPACE.split(text.toLowerCase(Locale.ROOT))) {
            if (WORD.matcher(word).matches()) {
              words.add(word);
            }
            word.codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(c -> characters.add(Character.toString(c)));
          }
        });
    return List.copyOf(words.size() >= FEWEST_WORDS || characters.isEmpty() ? words : characters);
  }

  private static void each(Dataset rows, Column column, Consumer<String> use) {
    for (Object value : rows.values(column.name())) {
      if (value instanceof List<?> list) {
        list.forEach(word -> use.accept(word.toString()));
      } else if (value != null) {
        use.accept(value.toString());
      }
    }
  }

  /** All classes; of tags those that may stand alone, which are O and beginnings. */
  private static List<String> labels(Dataset rows, Column column) {
    Set<String> all = new TreeSet<>();
    each(rows, column, all::add);
    List<String> alone = all.stream().filter(t -> t.equals("O") || t.startsWith("B-")).toList();
    return Canaries.words(column) && alone.size() > 1 ? alone : List.copyOf(all);
  }

  /** Draws one. */
  Canary canary(int length, int span, int times, double chance) {
    List<String> words = words(length);
    while (!made.add(String.join(" ", words))) {
      words = words(words.size() + 1); // few words allow few texts: longer ones there are more of
    }
    String text = String.join(" ", words);
    if (labels.isEmpty()) {
      int from = (words.size() - span) / 2;
      return new Canary(text, String.join(" ", words.subList(from, from + span)), times, chance);
    }
    int drawn = tags ? words.size() : 1;
    List<String> secret = new ArrayList<>();
    for (int i = 0; i < drawn; i++) {
      secret.add(labels.get(random.nextInt(labels.size())));
    }
    return new Canary(text, String.join(" ", secret), times, chance);
  }

  private List<String> words(int length) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      words.add(
          vocabulary.isEmpty() ? letters() : vocabulary.get(random.nextInt(vocabulary.size())));
    }
    return words;
  }

  private String letters() {
    StringBuilder word = new StringBuilder();
    int length = 3 + random.nextInt(4);
    for (int i = 0; i < length; i++) {
      word.append((char) ('a' + random.nextInt(26)));
    }
    return word.toString();
  }
}
