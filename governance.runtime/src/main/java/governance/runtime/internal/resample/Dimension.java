package governance.runtime.internal.resample;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Something in which rows are alike or not.
 *
 * @param codes the value of each row, from {@code -1} for none to {@code size - 1}; null where all
 *     rows have the first value
 * @param size how many values there are
 * @param texts the values where they are texts, else null
 * @param numbers the values where they are numbers, else null
 */
record Dimension(int[] codes, int size, List<String> texts, double[] numbers) {

  /** Classes or groups, which are numbered already. */
  static Dimension of(int[] codes, int size) {
    return new Dimension(codes, size, null, null);
  }

  /** Numbers, in ascending order; null where there are more than {@code most} different ones. */
  static Dimension of(double[] values, int most) {
    LongCodes found = new LongCodes();
    int[] codes = new int[values.length];
    for (int row = 0; row < codes.length; row++) {
      codes[row] = found.code(Double.doubleToLongBits(values[row] + 0.0));
      if (found.size() > most) {
        return null;
      }
    }
    double[] numbers =
        Arrays.stream(found.values()).mapToDouble(Double::longBitsToDouble).toArray();
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    int[] rank = new int[numbers.length];
    Arrays.setAll(rank, i -> Arrays.binarySearch(sorted, numbers[i]));
    Arrays.setAll(codes, row -> rank[codes[row]]);
    return new Dimension(codes, sorted.length, null, sorted);
  }

  /** Texts, in their order; null where there are more than {@code most} different ones. */
  static Dimension of(List<String> values, int most) {
    if (values instanceof CodedTexts coded) {
      return new Dimension(coded.codes(), coded.texts().size(), coded.texts(), null);
    }
    Map<String, Integer> found = new HashMap<>();
    for (String value : values) {
      if (value != null) {
        found.putIfAbsent(value, 0);
        if (found.size() > most) {
          return null;
        }
      }
    }
    List<String> texts = found.keySet().stream().filter(Objects::nonNull).sorted().toList();
    for (int i = 0; i < texts.size(); i++) {
      found.put(texts.get(i), i);
    }
    int[] codes = new int[values.size()];
    int row = 0;
    for (String value : values) {
      codes[row++] = value == null ? -1 : found.get(value);
    }
    return new Dimension(codes, texts.size(), texts, null);
  }

  /** Adds the row's value as the last digit of its key. */
  void append(long[] keys, int from, int length) {
    int radix = size + 1;
    for (int i = 0; i < length; i++) {
      keys[i] = keys[i] * radix + (codes == null ? 1 : codes[from + i] + 1);
    }
  }
}
