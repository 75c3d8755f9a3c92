package plugins.domain.finance.internal.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the text that is most alike by the cosine of TF-IDF vectors: counts of words in lower case
 * times ln((1 + N) / (1 + n)) + 1, N texts of which n have the word, of length 1 (the form of
 * scikit-learn's TfidfVectorizer).
 */
final class TextIndex {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]+");

  private final int size;
  private final Map<String, Integer> frequencies = new HashMap<>();
  private final Map<String, List<Entry>> entries = new HashMap<>();

  /** One word's part in one text's vector. */
  private record Entry(int text, double value) {}

  /**
   * The nearest text.
   *
   * @param text its number, or -1 when no word is shared with any text
   * @param similarity the cosine, 0 to 1
   */
  record Nearest(int text, double similarity) {}

  TextIndex(List<String> texts) {
    this.size = texts.size();
    List<Map<String, Double>> counts = texts.stream().map(TextIndex::counts).toList();
    counts.forEach(c -> c.keySet().forEach(word -> frequencies.merge(word, 1, Integer::sum)));
    frequencies.forEach((word, n) -> entries.put(word, new ArrayList<>(n)));
    for (int text = 0; text < size; text++) {
      int number = text;
      vector(counts.get(text))
          .forEach((word, value) -> entries.get(word).add(new Entry(number, value)));
    }
  }

  /** Words in alphabetical order, so that sums are formed in the same order everywhere. */
  private static Map<String, Double> counts(String text) {
    Map<String, Double> counts = new TreeMap<>();
    Matcher words = WORD.matcher(text.toLowerCase(Locale.ROOT));
    while (words.find()) {
      counts.merge(words.group(), 1.0, Double::sum);
    }
    return counts;
  }

  private Map<String, Double> vector(Map<String, Double> counts) {
    Map<String, Double> vector = new TreeMap<>();
    double squares = 0;
    for (Map.Entry<String, Double> each : counts.entrySet()) {
      if (frequencies.containsKey(each.getKey())) {
        double value = each.getValue() * weight(each.getKey());
        vector.put(each.getKey(), value);
        squares += value * value;
      }
    }
    double length = Math.sqrt(squares);
    vector.replaceAll((word, value) -> value / length);
    return vector;
  }

  private double weight(String word) {
    return Math.log((1.0 + size) / (1.0 + frequencies.get(word))) + 1;
  }

  /**
   * Finds the nearest text, the first of equals.
   *
   * @param without number of a text that is passed over, or -1
   */
  Nearest nearest(String text, int without) {
    double[] cosine = new double[size];
    vector(counts(text))
        .forEach(
            (word, value) -> entries.get(word).forEach(e -> cosine[e.text()] += value * e.value()));
    int best = -1;
    for (int other = 0; other < size; other++) {
      if (other != without && cosine[other] > 0 && (best < 0 || cosine[other] > cosine[best])) {
        best = other;
      }
    }
    return new Nearest(best, best < 0 ? 0 : Math.min(1, cosine[best]));
  }
}
