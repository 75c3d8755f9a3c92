package plugins.fairness.internal.inspect;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A column as numbers of categories.
 *
 * @param names the categories: texts by alphabet, bins of numbers by size
 * @param codes for each row the position of its category, -1 where it is missing
 */
record Categories(List<String> names, int[] codes) {
  int size() {
    return names.size();
  }

  /** Returns the categories of a column of texts; those in {@code missing} count as missing. */
  static Categories ofTexts(List<?> values, Set<String> missing) {
    TreeSet<String> distinct = new TreeSet<>();
    for (Object value : values) {
      if (known(value, missing)) {
        distinct.add((String) value);
      }
    }
    List<String> names = List.copyOf(distinct);
    Map<String, Integer> index = new HashMap<>();
    names.forEach(name -> index.put(name, index.size()));
    int[] codes = new int[values.size()];
    for (int row = 0; row < codes.length; row++) {
      Object value = values.get(row);
      codes[row] = known(value, missing) ? index.get((String) value) : -1;
    }
    return new Categories(names, codes);
  }

  private static boolean known(Object value, Set<String> missing) {
    return value instanceof String text && !text.isBlank() && !missing.contains(text.strip());
  }

  /** Returns bins of about as many rows each, or the values themselves where they are few. */
  static Categories ofNumbers(double[] values, int bins) {
    double[] sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    double[] distinct = Arrays.stream(sorted).distinct().toArray();
    boolean few = distinct.length <= bins;
    double[] tops = few ? distinct : quantiles(sorted, bins);
    String[] names = new String[tops.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = few ? shown(tops[i]) : "≤ " + shown(tops[i]);
    }
    int[] codes = new int[values.length];
    for (int row = 0; row < codes.length; row++) {
      int at = Arrays.binarySearch(tops, values[row]);
      codes[row] = Double.isNaN(values[row]) ? -1 : at >= 0 ? at : -at - 1;
    }
    return new Categories(List.of(names), codes);
  }

  private static double[] quantiles(double[] sorted, int bins) {
    return IntStream.rangeClosed(1, bins)
        .mapToDouble(i -> sorted[(int) ((long) sorted.length * i / bins) - 1])
        .distinct()
        .toArray();
  }

  private static String shown(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.6g", value);
  }

  /** Returns the rows of each category. */
  long[] counts() {
    long[] counts = new long[size()];
    for (int code : codes) {
      if (code >= 0) {
        counts[code]++;
      }
    }
    return counts;
  }

  /** Returns the number of rows that are missing. */
  long missing() {
    return Arrays.stream(codes).filter(c -> c < 0).count();
  }

  /** Returns whether each row is missing, as two categories. */
  Categories presence() {
    int[] missing = Arrays.stream(codes).map(c -> c < 0 ? 1 : 0).toArray();
    return new Categories(List.of("present", "missing"), missing);
  }

  /** Returns this category against all others that are known. */
  Categories against(int category) {
    int[] own = Arrays.stream(codes).map(c -> c < 0 ? -1 : c == category ? 1 : 0).toArray();
    return new Categories(List.of("others", names.get(category)), own);
  }
}
