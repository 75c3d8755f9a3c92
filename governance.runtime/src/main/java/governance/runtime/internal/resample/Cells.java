package governance.runtime.internal.resample;

import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.EvaluationSet.Groups;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Rows that agree in true class, predicted class of each model, groups, some columns and weight, as
 * cells with counts. The order of cells depends on their values only, not on that of the rows.
 */
public final class Cells {
  private static final int BLOCK = 1024;
  private static final int DENSE = 1 << 20;

  private final List<EvaluationSet> models;
  private final List<String> columns = new ArrayList<>();
  private final List<Dimension> dimensions = new ArrayList<>();
  private final EvaluationSet first;
  private long[] keys;
  private long[] counts;

  private Cells(List<EvaluationSet> models) {
    this.models = models;
    this.first = models.get(0);
  }

  /**
   * Counts the rows of sets that differ in predictions only.
   *
   * @param columns columns that are looked at too, where the sets have them
   * @param most greatest number of cells
   * @return empty where there would be more cells, or the sets differ in rows
   */
  public static Optional<Cells> of(List<EvaluationSet> models, List<String> columns, int most) {
    Cells cells = new Cells(models);
    return cells.sameRows() && cells.look(columns, most) && cells.count(most)
        ? Optional.of(cells)
        : Optional.empty();
  }

  private boolean sameRows() {
    for (EvaluationSet other : models.subList(1, models.size())) {
      boolean same =
          Arrays.equals(first.labels(), other.labels())
              && Arrays.equals(first.weights(), other.weights())
              && first.protectedColumns().equals(other.protectedColumns());
      for (int i = 0; same && i < first.protectedColumns().size(); i++) {
        String column = first.protectedColumns().get(i);
        same = first.groups(column).equals(other.groups(column));
      }
      if (!same) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether the rows can be keyed by all that is to be looked at. */
  private boolean look(List<String> wanted, int most) {
    int classes = first.classes().size();
    for (String column : first.protectedColumns()) {
      Groups groups = first.groups(column);
      dimensions.add(Dimension.of(groups.index(), groups.names().size()));
    }
    dimensions.add(Dimension.of(first.labels(), classes));
    models.forEach(m -> dimensions.add(Dimension.of(m.predictions(), classes)));
    for (String column : wanted) {
      if (first.columns().contains(column)) {
        columns.add(column);
        dimensions.add(Dimension.of(first.column(column), most));
      }
    }
    dimensions.add(
        first.weights() == null
            ? new Dimension(null, 1, null, new double[] {1})
            : Dimension.of(first.weights(), most));
    return !dimensions.contains(null) && product() > 0;
  }

  /** Returns how many keys there can be, 0 where a long does not hold them. */
  private long product() {
    long product = 1;
    for (Dimension d : dimensions) {
      if (product > Long.MAX_VALUE / (d.size() + 1)) {
        return 0;
      }
      product *= d.size() + 1;
    }
    return product;
  }

  private boolean count(int most) {
    boolean done = product() <= DENSE ? dense() : sparse(most);
    return done && keys.length <= most;
  }

  private interface Taker {
    boolean take(long[] keys, int length);
  }

  private boolean each(Taker taker) {
    long[] block = new long[BLOCK];
    for (int from = 0; from < first.size(); from += BLOCK) {
      int length = Math.min(BLOCK, first.size() - from);
      Arrays.fill(block, 0);
      for (Dimension d : dimensions) {
        d.append(block, from, length);
      }
      if (!taker.take(block, length)) {
        return false;
      }
    }
    return true;
  }

  private boolean dense() {
    long[] all = new long[(int) product()];
    each(
        (block, length) -> {
          for (int i = 0; i < length; i++) {
            all[(int) block[i]]++;
          }
          return true;
        });
    int found = (int) Arrays.stream(all).filter(n -> n > 0).count();
    keys = new long[found];
    counts = new long[found];
    int next = 0;
    for (int key = 0; key < all.length; key++) {
      if (all[key] > 0) {
        keys[next] = key;
        counts[next++] = all[key];
      }
    }
    return true;
  }

  private boolean sparse(int most) {
    LongCodes codes = new LongCodes();
    long[] seen = new long[Math.max(1, most) + 1];
    boolean few =
        each(
            (block, length) -> {
              for (int i = 0; i < length; i++) {
                int code = codes.code(block[i]);
                if (code >= most) {
                  return false;
                }
                seen[code]++;
              }
              return true;
            });
    if (few) {
      long[] unsorted = codes.values();
      keys = unsorted.clone();
      Arrays.sort(keys);
      counts = new long[keys.length];
      for (int code = 0; code < unsorted.length; code++) {
        counts[Arrays.binarySearch(keys, unsorted[code])] = seen[code];
      }
    }
    return few;
  }

  /** Returns the number of cells. */
  public int size() {
    return keys.length;
  }

  /** Returns how many rows each cell stands for. */
  public long[] counts() {
    return counts;
  }

  /** Returns the weight of one row of each cell. */
  public double[] rowWeights() {
    int[] codes = digits(dimensions.size() - 1);
    double[] values = dimensions.get(dimensions.size() - 1).numbers();
    return Arrays.stream(codes).mapToDouble(c -> values[c]).toArray();
  }

  /** Returns for each cell the number of its combination of groups, from 0. */
  public int[] combinations() {
    LongCodes found = new LongCodes();
    long rest = 1;
    for (int d = first.protectedColumns().size(); d < dimensions.size(); d++) {
      rest *= dimensions.get(d).size() + 1;
    }
    int[] combinations = new int[keys.length];
    for (int cell = 0; cell < combinations.length; cell++) {
      combinations[cell] = found.code(keys[cell] / rest);
    }
    return combinations;
  }

  /** Returns the cells as rows of a set for one of the models. */
  public EvaluationSet set(int model) {
    int at = first.protectedColumns().size();
    EvaluationSet.Builder set =
        EvaluationSet.builder(first.task(), first.classes())
            .favourable(first.favourable())
            .labels(digits(at))
            .predictions(digits(at + 1 + model))
            .counts(counts);
    for (int c = 0; c < at; c++) {
      String column = first.protectedColumns().get(c);
      set.groups(column, first.groups(column).names(), digits(c));
    }
    for (int c = 0; c < columns.size(); c++) {
      int d = at + 1 + models.size() + c;
      set.column(columns.get(c), new CodedTexts(dimensions.get(d).texts(), digits(d)));
    }
    double[] weights = rowWeights();
    Arrays.setAll(weights, cell -> weights[cell] * counts[cell]);
    return set.weights(weights).build();
  }

  /** Returns the value of each cell in one dimension. */
  private int[] digits(int dimension) {
    long below = 1;
    for (int d = dimension + 1; d < dimensions.size(); d++) {
      below *= dimensions.get(d).size() + 1;
    }
    int radix = dimensions.get(dimension).size() + 1;
    int[] digits = new int[keys.length];
    for (int cell = 0; cell < digits.length; cell++) {
      digits[cell] = (int) (keys[cell] / below % radix) - 1;
    }
    return digits;
  }
}
