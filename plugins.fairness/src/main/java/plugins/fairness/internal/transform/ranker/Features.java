package plugins.fairness.internal.transform.ranker;

import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.Role;
import governance.api.data.ValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import plugins.fairness.internal.regression.SparseRows;

/**
 * What a model may read of a row as numbers, fitted on training rows: a FEATURE column of numbers
 * with mean 0 and standard deviation 1 (0 where missing), one of texts as one column for each
 * value, and the words of TEXT columns, each 1/√n of the n different known words of the row.
 * Protected and other columns are not read.
 */
final class Features {
  private static final int MOST_WORDS = 20_000;
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

  private final List<String> numbers = new ArrayList<>();
  private final List<double[]> scales = new ArrayList<>();
  private final List<Integer> positions = new ArrayList<>();
  private final List<String> categories = new ArrayList<>();
  private final List<Map<String, Integer>> values = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private final Map<String, Integer> words = new HashMap<>();
  private int width;

  /** Learns which columns there are, their scales, values and words. */
  Features(Dataset training) {
    for (Column column : training.schema().columns()) {
      if (column.role() == Role.FEATURE && column.type() == ValueType.NUMBER) {
        addNumber(training, column.name());
      } else if (column.role() == Role.FEATURE && column.type() == ValueType.STRING) {
        addCategory(training, column.name());
      } else if (column.role() == Role.TEXT) {
        texts.add(column.name());
      }
    }
    addWords(training);
  }

  private void addNumber(Dataset training, String column) {
    double[] all = training.numbers(column);
    double sum = 0;
    double squares = 0;
    int count = 0;
    for (double value : all) {
      if (!Double.isNaN(value)) {
        sum += value;
        count++;
      }
    }
    double mean = count == 0 ? 0 : sum / count;
    for (double value : all) {
      squares += Double.isNaN(value) ? 0 : (value - mean) * (value - mean);
    }
    double deviation = count == 0 ? 0 : Math.sqrt(squares / count);
    if (deviation > 0) {
      numbers.add(column);
      scales.add(new double[] {mean, deviation});
      positions.add(width++);
    }
  }

  private void addCategory(Dataset training, String column) {
    Map<String, Integer> index = new TreeMap<>();
    training.values(column).stream().filter(v -> v != null).forEach(v -> index.put((String) v, 0));
    index.replaceAll((value, none) -> width++);
    categories.add(column);
    values.add(index);
  }

  /** Words of at least two rows, the most frequent where there are too many. */
  private void addWords(Dataset training) {
    Map<String, Integer> rows = new HashMap<>();
    for (int row = 0; row < training.size(); row++) {
      wordsOf(training, row).forEach(word -> rows.merge(word, 1, Integer::sum));
    }
    rows.entrySet().stream()
        .filter(entry -> entry.getValue() > 1)
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST_WORDS)
        .forEach(entry -> words.put(entry.getKey(), width++));
  }

  private Set<String> wordsOf(Dataset data, int row) {
    Set<String> found = new HashSet<>();
    for (String column : texts) {
      String text = data.string(column, row);
      if (text != null) {
        Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
          found.add(matcher.group());
        }
      }
    }
    return found;
  }

  /** Returns the number of columns, 0 where a model has nothing to read. */
  int width() {
    return width;
  }

  /** Returns rows as numbers. */
  SparseRows of(Dataset data) {
    int[][] columns = new int[data.size()][];
    double[][] filled = new double[data.size()][];
    for (int row = 0; row < data.size(); row++) {
      Map<Integer, Double> entries = entries(data, row);
      columns[row] = entries.keySet().stream().mapToInt(i -> i).toArray();
      filled[row] = entries.values().stream().mapToDouble(v -> v).toArray();
    }
    return new SparseRows(width, columns, filled);
  }

  private Map<Integer, Double> entries(Dataset data, int row) {
    Map<Integer, Double> entries = new TreeMap<>();
    for (int i = 0; i < numbers.size(); i++) {
      double value = data.number(numbers.get(i), row);
      if (!Double.isNaN(value)) {
        entries.put(positions.get(i), (value - scales.get(i)[0]) / scales.get(i)[1]);
      }
    }
    for (int i = 0; i < categories.size(); i++) {
      String value = data.string(categories.get(i), row);
      Integer index = value == null ? null : values.get(i).get(value);
      if (index != null) {
        entries.put(index, 1.0);
      }
    }
    List<Integer> known =
        wordsOf(data, row).stream().map(words::get).filter(i -> i != null).toList();
    known.forEach(index -> entries.put(index, 1 / Math.sqrt(known.size())));
    return entries;
  }
}
