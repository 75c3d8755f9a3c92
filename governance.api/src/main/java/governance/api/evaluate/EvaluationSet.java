package governance.api.evaluate;

import governance.api.model.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Predictions beside the truth, held by columns. A row is a text, or for token classification a
 * labelled word (then {@link #sequences()} says where each text begins). Arrays are shared, not
 * copied: never change them.
 */
@ProviderType
public final class EvaluationSet {
  private final Task task;
  private final List<String> classes;
  private final int favourable;
  private final int[] labels;
  private final int[] predictions;
  private final double[][] scores;
  private final double[] weights;
  private final long[] counts;
  private final int[] sequences;
  private final double[] draws;
  private final Map<String, Groups> groups;
  private final Map<String, List<String>> columns;
  private final Map<String, Supplier<double[]>> numbers;
  private final Map<String, double[]> made;
  private final Map<Object, Kept> shared;
  private final Map<Object, Kept> own = new ConcurrentHashMap<>(4);

  private EvaluationSet(Builder b, double[] weights) {
    this.task = b.task;
    this.classes = b.classes;
    this.favourable = b.favourable;
    this.labels = b.labels;
    this.predictions = b.predictions;
    this.scores = b.scores;
    this.weights = weights;
    this.counts = b.counts;
    this.sequences = b.sequences;
    this.draws = b.draws;
    this.groups = b.groups;
    this.columns = b.columns;
    this.numbers = b.numbers;
    this.made = b.made;
    this.shared = b.shared;
  }

  /** Begins a set of the given task and classes. */
  public static Builder builder(Task task, List<String> classes) {
    return new Builder(task, List.copyOf(classes));
  }

  /** Returns what was predicted. */
  public Task task() {
    return task;
  }

  /** Returns the number of rows. */
  public int size() {
    return labels.length;
  }

  /** Returns the names of the classes. */
  public List<String> classes() {
    return classes;
  }

  /** Returns the index of the favourable class, or -1 when the run names none. */
  public int favourable() {
    return favourable;
  }

  /** Returns the true class of each row. */
  public int[] labels() {
    return labels;
  }

  /** Returns the predicted class of each row. */
  public int[] predictions() {
    return predictions;
  }

  /** Returns the probability of one class for each row. */
  public double[] scores(int classIndex) {
    if (scores == null) {
      throw new NoSuchElementException("this set has predictions without scores");
    }
    return scores[classIndex];
  }

  /** Returns whether the set has probabilities. */
  public boolean hasScores() {
    return scores != null;
  }

  /** Returns the weight of each row, at least 0, or null when every row counts once. */
  public double[] weights() {
    return weights;
  }

  /** Returns the weight of one row. */
  public double weight(int row) {
    return weights == null ? 1 : weights[row];
  }

  /**
   * Returns how many rows of the data a row stands for, at least 1. It is 1 unless rows that are
   * alike come as one, which happens for metrics whose {@link Metric#basis} allows it: {@code n} of
   * a result is then the sum of the counts, while everything else follows from the weights, which
   * are sums already.
   *
   * @since 1.1
   */
  public long count(int row) {
    return counts == null ? 1 : counts[row];
  }

  /**
   * Returns the first row of each text, for token classification; otherwise null: each row is a
   * text.
   */
  public int[] sequences() {
    return sequences;
  }

  /**
   * Returns whether rows have numbers for decisions by chance.
   *
   * @since 1.1
   */
  public boolean hasDraws() {
    return draws != null;
  }

  /**
   * Returns for each row a number in [0, 1), as if drawn at random, that follows from the run's
   * seed and the row's content alone: a decision by chance that rests on it is the same whenever
   * and beside whatever the row is decided, and can be repeated. Rows of equal content have the
   * same number.
   *
   * @throws NoSuchElementException if the set has none
   * @since 1.1
   */
  public double[] draws() {
    if (draws == null) {
      throw new NoSuchElementException("this set has no numbers for decisions by chance");
    }
    return draws;
  }

  /** Returns the names of the protected columns. */
  public List<String> protectedColumns() {
    return List.copyOf(groups.keySet());
  }

  /** Returns the groups by one protected column. */
  public Groups groups(String protectedColumn) {
    Groups found = groups.get(protectedColumn);
    if (found == null) {
      throw new NoSuchElementException(
          "no protected column \"" + protectedColumn + "\" among " + groups.keySet());
    }
    return found;
  }

  /**
   * Returns the names of the columns whose values {@link #column} gives: those of the rows after
   * all transforms for sequence classification, none for token classification.
   *
   * @since 1.1
   */
  public List<String> columns() {
    return List.copyOf(columns.keySet());
  }

  /**
   * Returns the values of one column of the data, whatever its role, as texts (whole numbers
   * without fraction); null where missing. For figures that rest on more than classes, such as
   * those over time.
   *
   * @throws NoSuchElementException if there is no such column
   * @since 1.1
   */
  public List<String> column(String name) {
    List<String> found = columns.get(name);
    if (found == null) {
      throw new NoSuchElementException("no column \"" + name + "\" among " + columns.keySet());
    }
    return found;
  }

  /**
   * Returns the values of one column as numbers, NaN where missing or no number. The array is made
   * once for a set and those with other weights, and shared: never change it.
   *
   * @throws NoSuchElementException if there is no such column
   * @since 1.1
   */
  public double[] numbers(String name) {
    double[] known = made.get(name);
    return known != null ? known : made.computeIfAbsent(name, this::made);
  }

  private double[] made(String name) {
    Supplier<double[]> given = numbers.get(name);
    if (given == null) {
      return column(name).stream().mapToDouble(EvaluationSet::number).toArray();
    }
    double[] values = given.get();
    if (values.length != labels.length) {
      throw new IllegalArgumentException(
          values.length + " numbers of column " + name + " for " + labels.length + " rows");
    }
    return values;
  }

  private static double number(String text) {
    try {
      return text == null ? Double.NaN : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /**
   * Returns what was made of the rows once for this set and for those that differ from it in
   * weights or in which groups rows are of, so that it is not made anew for each draw: the order of
   * scores, say. It must rest on neither weights nor groups' indices, and never be changed. Several
   * threads that ask at once may each make it; all get the same.
   *
   * @param key equal to that of the same thing only, so of a class of the caller's own
   * @param maker makes it; not null
   * @since 1.1
   */
  public <T> T shared(Object key, Supplier<T> maker) {
    return once(shared, key, maker);
  }

  /**
   * Returns what was made of this very set once, for all metrics that rest on it: the counts by
   * group, say. It must never be changed, and be small where rows are many: it is kept as long as
   * the set. Threads that ask meanwhile wait for the one that makes it.
   *
   * @param key equal to that of the same thing only, so of a class of the caller's own
   * @param maker makes it; not null
   * @since 1.1
   */
  public <T> T once(Object key, Supplier<T> maker) {
    return once(own, key, maker);
  }

  @SuppressWarnings("unchecked")
  private static <T> T once(Map<Object, Kept> kept, Object key, Supplier<T> maker) {
    Kept known = kept.get(key);
    return (T) (known == null ? kept.computeIfAbsent(key, k -> new Kept()) : known).get(maker);
  }

  /** What is made when it is first asked for. */
  private static final class Kept {
    private volatile Object made;

    Object get(Supplier<?> maker) {
      Object known = made;
      return known == null ? make(maker) : known;
    }

    private synchronized Object make(Supplier<?> maker) {
      if (made == null) {
        made = Objects.requireNonNull(maker.get(), "maker");
      }
      return made;
    }
  }

  /**
   * Returns the rows with a weight above 0, in their order, found once; never change it. More than
   * a third of the rows of a bootstrap replicate have none, at places that no processor foresees:
   * leaving them out once is quicker than asking each time.
   *
   * @since 1.1
   */
  public int[] weighted() {
    return once(EvaluationSet.class, () -> weighted(IntStream.range(0, size()).toArray()));
  }

  /**
   * Returns those of some rows that have a weight above 0, in their order; never change it.
   *
   * @param rows indices, such as all rows by their score
   * @since 1.1
   */
  public int[] weighted(int[] rows) {
    if (weights == null) {
      return rows;
    }
    int[] kept = new int[rows.length];
    int count = 0;
    for (int row : rows) {
      kept[count] = row; // overwritten by the next where the row has no weight
      count += weights[row] > 0 ? 1 : 0;
    }
    return Arrays.copyOf(kept, count);
  }

  /** Returns the same rows with other weights; null for ones. */
  public EvaluationSet withWeights(double[] other) {
    return new EvaluationSet(copy(), other);
  }

  /**
   * Returns the same rows with other predictions, such as those of a decision rule.
   *
   * @throws IllegalArgumentException if the length differs or a value names no class
   * @since 1.1
   */
  public EvaluationSet withPredictions(int[] other) {
    for (int value : other) {
      if (value < 0 || value >= classes.size()) {
        throw new IllegalArgumentException("prediction " + value + " of " + classes.size());
      }
    }
    Builder b = copy();
    b.predictions = other;
    b.weights = weights;
    b.shared = new ConcurrentHashMap<>();
    return b.build();
  }

  /**
   * Returns the same rows with other probabilities, such as those that a decision rule calibrated.
   *
   * @param byClass {@code [class][row]}
   * @throws IllegalArgumentException if the size differs, or a value is not in [0, 1]
   * @since 1.1
   */
  public EvaluationSet withScores(double[][] byClass) {
    if (byClass.length != classes.size()) {
      throw new IllegalArgumentException(
          "scores of " + byClass.length + " classes of " + classes.size());
    }
    for (double[] ofClass : byClass) {
      if (ofClass.length != size()) {
        throw new IllegalArgumentException(ofClass.length + " scores for " + size() + " rows");
      }
      for (double score : ofClass) {
        if (!(score >= 0 && score <= 1)) {
          throw new IllegalArgumentException("score " + score + ", which is not in [0, 1]");
        }
      }
    }
    Builder b = copy();
    b.scores = byClass;
    b.weights = weights;
    b.shared = new ConcurrentHashMap<>();
    return b.build();
  }

  /**
   * Returns the same rows in other groups of the same names.
   *
   * @param byColumn for some of the protected columns the index of each row's group, or -1
   * @throws NoSuchElementException if there is no such protected column
   * @throws IllegalArgumentException if a length differs
   * @since 1.1
   */
  public EvaluationSet withGroups(Map<String, int[]> byColumn) {
    Builder b = copy();
    byColumn.forEach((column, index) -> b.groups(column, groups(column).names(), index));
    b.weights = weights;
    return b.build();
  }

  /**
   * Returns the same rows with numbers for decisions by chance, see {@link #draws()}.
   *
   * @throws IllegalArgumentException if the length differs
   * @since 1.1
   */
  public EvaluationSet withDraws(double[] each) {
    Builder b = copy();
    b.weights = weights;
    return b.draws(each).build();
  }

  private Builder copy() {
    Builder b = new Builder(task, classes);
    b.favourable = favourable;
    b.labels = labels;
    b.predictions = predictions;
    b.scores = scores;
    b.counts = counts;
    b.sequences = sequences;
    b.draws = draws;
    b.groups.putAll(groups);
    b.columns.putAll(columns);
    b.numbers.putAll(numbers);
    b.made = made;
    b.shared = shared;
    return b;
  }

  /**
   * The groups of a protected column.
   *
   * @param names the groups' names
   * @param index for each row the index of its group, or -1 when the value is missing
   */
  public record Groups(List<String> names, int[] index) {
    /** Copies the names. */
    public Groups {
      names = List.copyOf(names);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Groups g && names.equals(g.names) && Arrays.equals(index, g.index);
    }

    @Override
    public int hashCode() {
      return Objects.hash(names, Arrays.hashCode(index));
    }
  }

  /** Collects the parts of a set. Arrays are taken over, not copied. */
  public static final class Builder {
    private final Task task;
    private final List<String> classes;
    private int favourable = -1;
    private int[] labels;
    private int[] predictions;
    private double[][] scores;
    private double[] weights;
    private long[] counts;
    private int[] sequences;
    private double[] draws;
    private final Map<String, Groups> groups = new LinkedHashMap<>();
    private final Map<String, List<String>> columns = new LinkedHashMap<>();
    private final Map<String, Supplier<double[]>> numbers = new LinkedHashMap<>();
    private Map<String, double[]> made = new ConcurrentHashMap<>();
    private Map<Object, Kept> shared = new ConcurrentHashMap<>();

    private Builder(Task task, List<String> classes) {
      this.task = task;
      this.classes = classes;
    }

    /** Names the favourable class by index. */
    public Builder favourable(int classIndex) {
      this.favourable = classIndex;
      return this;
    }

    /** Sets the true class of each row; required. */
    public Builder labels(int[] truth) {
      this.labels = truth;
      return this;
    }

    /** Sets the predicted class of each row; required. */
    public Builder predictions(int[] predicted) {
      this.predictions = predicted;
      return this;
    }

    /** Sets the probabilities, {@code scores[class][row]}. */
    public Builder scores(double[][] byClass) {
      this.scores = byClass;
      return this;
    }

    /** Sets the weight of each row, at least 0. */
    public Builder weights(double[] each) {
      this.weights = each;
      return this;
    }

    /**
     * Sets how many rows of the data each row stands for, at least 1; null when each is one.
     *
     * @since 1.1
     */
    public Builder counts(long[] each) {
      this.counts = each;
      return this;
    }

    /** Sets the first row of each text, ascending from 0, for token classification. */
    public Builder sequences(int[] starts) {
      this.sequences = starts;
      return this;
    }

    /**
     * Sets a number in [0, 1) for each row, see {@link EvaluationSet#draws()}.
     *
     * @since 1.1
     */
    public Builder draws(double[] each) {
      this.draws = each;
      return this;
    }

    /** Adds the groups of a protected column. */
    public Builder groups(String protectedColumn, List<String> names, int[] index) {
      groups.put(protectedColumn, new Groups(names, index));
      return this;
    }

    /** Adds the groups of a protected column given by the rows' values; null is missing. */
    public Builder groups(String protectedColumn, List<String> values) {
      List<String> names =
          new ArrayList<>(values.stream().filter(Objects::nonNull).distinct().sorted().toList());
      int[] index = values.stream().mapToInt(v -> v == null ? -1 : names.indexOf(v)).toArray();
      return groups(protectedColumn, names, index);
    }

    /**
     * Adds the values of a column as texts; null is missing. The list is not copied.
     *
     * @since 1.1
     */
    public Builder column(String name, List<String> values) {
      columns.put(name, Collections.unmodifiableList(values));
      return this;
    }

    /**
     * Says where the values of a numeric column come from, NaN where missing, so that {@link
     * EvaluationSet#numbers(String)} need not read them from texts. Asked when they are wanted.
     *
     * @since 1.1
     */
    public Builder numbers(String name, Supplier<double[]> values) {
      numbers.put(name, values);
      return this;
    }

    /**
     * Returns the set.
     *
     * @throws IllegalArgumentException if a required part is missing or lengths differ
     */
    public EvaluationSet build() {
      if (labels == null || predictions == null || labels.length != predictions.length) {
        throw new IllegalArgumentException("labels and predictions are required and of one length");
      }
      if (weights != null && weights.length != labels.length) {
        throw new IllegalArgumentException("weights must have the length of the labels");
      }
      if (counts != null && counts.length != labels.length) {
        throw new IllegalArgumentException("counts must have the length of the labels");
      }
      if (draws != null && draws.length != labels.length) {
        throw new IllegalArgumentException("draws must have the length of the labels");
      }
      groups.forEach(
          (column, g) -> {
            if (g.index().length != labels.length) {
              throw new IllegalArgumentException(
                  "groups of " + column + " must have the length of the labels");
            }
          });
      columns.forEach((name, values) -> length(name, values.size()));
      return new EvaluationSet(this, weights);
    }

    private void length(String column, int rows) {
      if (rows != labels.length) {
        throw new IllegalArgumentException(
            "column " + column + " must have the length of the labels");
      }
    }
  }
}
