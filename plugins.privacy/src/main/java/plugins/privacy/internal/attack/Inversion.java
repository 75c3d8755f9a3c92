package plugins.privacy.internal.attack;

import governance.api.evaluate.EvaluationSet;
import governance.api.model.QueryableModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Guesses an attribute that the model reads: each of its values is put into the row's text, and the
 * one that makes the row's true label most likely, times how frequent the value is, is taken
 * (Fredrikson et al. 2014; Yeom et al. 2018, adversary 4).
 */
final class Inversion {
  /** A row is attacked when its own value stands in its text once, as a word. */
  private static final double NEEDED = 0.9;

  private final QueryableModel model;
  private final Attribute attribute;
  private final double[] logPrior;

  Inversion(QueryableModel model, Attribute attribute) {
    this.model = model;
    this.attribute = attribute;
    this.logPrior = new double[attribute.values().size()];
    Arrays.fill(logPrior, 1);
    Arrays.stream(attribute.others()).filter(v -> v >= 0).forEach(v -> logPrior[v]++);
    double sum = Arrays.stream(logPrior).sum();
    Arrays.setAll(logPrior, v -> Math.log(logPrior[v] / sum));
  }

  /**
   * Returns the guess for each row, -1 for rows that cannot be attacked; empty where that is true
   * of many.
   *
   * @param own index of each row's true value, only to find its place in the text
   */
  Optional<int[]> guesses(List<String> texts, int[] own, EvaluationSet set) {
    List<String> asked = new ArrayList<>();
    List<Integer> rows = new ArrayList<>();
    for (int row = 0; row < texts.size(); row++) {
      if (own[row] >= 0 && write(texts.get(row), own[row], asked)) {
        rows.add(row);
      }
    }
    long known = Arrays.stream(own).filter(v -> v >= 0).count();
    if (known == 0 || rows.size() < NEEDED * known) {
      return Optional.empty();
    }
    double[][] answers = model.probabilities(asked);
    int[] guesses = new int[texts.size()];
    Arrays.fill(guesses, -1);
    int values = attribute.values().size();
    for (int i = 0; i < rows.size(); i++) {
      int label = set.labels()[rows.get(i)];
      int first = i * values;
      guesses[rows.get(i)] =
          IntStream.range(0, values)
              .boxed()
              .max(
                  Comparator.comparingDouble(
                      v -> Math.log(Math.max(1e-30, answers[first + v][label])) + logPrior[v]))
              .orElseThrow();
    }
    return Optional.of(guesses);
  }

  /** Adds the text with each value in place of its own; returns whether that can be done. */
  private boolean write(String text, int own, List<String> into) {
    String value = attribute.values().get(own).toLowerCase(Locale.ROOT);
    Matcher found =
        Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(value) + "(?![\\p{L}\\p{N}])")
            .matcher(text.toLowerCase(Locale.ROOT));
    if (!found.find()) {
      return false;
    }
    int from = found.start();
    int to = found.end();
    if (found.find() || text.toLowerCase(Locale.ROOT).length() != text.length()) {
      return false;
    }
    for (String each : attribute.values()) {
      into.add(text.substring(0, from) + each + text.substring(to));
    }
    return true;
  }
}
