package plugins.fairness.internal.inspect;

import governance.api.data.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import plugins.fairness.internal.regression.SparseRows;

/**
 * What a probe reads of each row: a feature for each column's category (numbers in bins, missing
 * values too) and one for each word, words hashed into 32,768.
 *
 * @param rows for each row its features, ascending
 * @param size how many features there are
 * @param chosen the rows that are used, at most about as many as asked for
 * @param folds for each row the part it is held out with; equal rows have the same
 */
record Features(int[][] rows, int size, int[] chosen, int[] folds) {
  static final int FOLDS = 5;

  private static final int WORDS = 1 << 15;
  private static final int MOST_CATEGORIES = 1_000;

  static Features of(Subject subject, int bins, int most, long seed) {
    List<Categories> columns = new ArrayList<>();
    for (Column column : subject.features()) {
      columns.add(subject.categories(column, bins));
    }
    List<Column> texts = subject.texts();
    int[] from = new int[columns.size()];
    int size = texts.isEmpty() ? 0 : WORDS;
    for (int c = 0; c < from.length; c++) {
      from[c] = size;
      size += Math.min(MOST_CATEGORIES, columns.get(c).size()) + 1;
    }
    int[][] rows = new int[subject.size()][];
    for (int row = 0; row < rows.length; row++) {
      IntStream.Builder features = IntStream.builder();
      Tokens.of(subject, texts, row).forEach(w -> features.add((w.hashCode() * 31 >>> 3) % WORDS));
      for (int c = 0; c < from.length; c++) {
        int code = columns.get(c).codes()[row];
        features.add(from[c] + (code < 0 ? 0 : 1 + code % MOST_CATEGORIES));
      }
      rows[row] = features.build().sorted().distinct().toArray();
    }
    long[] hashes = Arrays.stream(rows).mapToLong(r -> mixed(Arrays.hashCode(r) + seed)).toArray();
    int[] folds =
        Arrays.stream(hashes).mapToInt(h -> (int) Math.floorMod(h >> 17, (long) FOLDS)).toArray();
    return new Features(rows, size, chosen(hashes, most), folds);
  }

  /** Returns the rows as numbers, each of length 1, without features that no row has. */
  SparseRows scaled() {
    int[] places = new int[size];
    Arrays.stream(rows).flatMapToInt(Arrays::stream).forEach(f -> places[f] = 1);
    int width = 0;
    for (int f = 0; f < size; f++) {
      width += places[f];
      places[f] = width - 1;
    }
    int[][] columns = new int[rows.length][];
    double[][] values = new double[rows.length][];
    for (int row = 0; row < rows.length; row++) {
      columns[row] = Arrays.stream(rows[row]).map(f -> places[f]).toArray();
      values[row] = new double[rows[row].length];
      Arrays.fill(values[row], 1 / Math.sqrt(rows[row].length));
    }
    return new SparseRows(width, columns, values);
  }

  /** Chooses by content, so that the order of rows plays no part. */
  private static int[] chosen(long[] hashes, int most) {
    long[] sorted = hashes.clone();
    Arrays.sort(sorted);
    long bound = sorted.length <= most ? Long.MAX_VALUE : sorted[most - 1];
    return IntStream.range(0, hashes.length).filter(row -> hashes[row] <= bound).toArray();
  }

  /** Spreads a number over all bits (Steele, Lea and Flood 2014, as SplittableRandom does). */
  private static long mixed(long x) {
    long z = x + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
