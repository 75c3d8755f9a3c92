package governance.testkit;

import governance.api.evaluate.EvaluationSet;
import governance.api.model.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Texts with truth and predictions for a metric under test, two protected columns, and scores. For
 * token classification a text has several labelled words, otherwise one row.
 *
 * @param name what is special about it
 * @param task what was predicted
 * @param classes names of the classes
 * @param favourable index of the favourable class, or -1
 * @param texts the texts
 * @param scored whether predictions have scores
 * @param columns further columns, each by what a text has in it; null is missing
 */
public record EvaluationCase(
    String name,
    Task task,
    List<String> classes,
    int favourable,
    List<Text> texts,
    boolean scored,
    Map<String, Function<Text, String>> columns) {

  /**
   * One text.
   *
   * @param labels true class of each row
   * @param predictions predicted class of each row
   * @param scores probabilities, {@code [row][class]}
   * @param sex value of the first protected column, or null
   * @param age value of the second protected column, or null
   * @param weight weight of each of its rows
   */
  public record Text(
      int[] labels, int[] predictions, double[][] scores, String sex, String age, double weight) {

    /** Returns the text with another weight. */
    public Text weighing(double other) {
      return new Text(labels, predictions, scores, sex, age, other);
    }

    /** Returns the text with another value of the first protected column. */
    public Text of(String otherSex) {
      return new Text(labels, predictions, scores, otherSex, age, weight);
    }

    /** Returns the text with the class 0 predicted for every row, with the greatest score. */
    public Text predictedFirst() {
      double[][] other = new double[scores.length][];
      for (int row = 0; row < other.length; row++) {
        other[row] = scores[row].clone();
        double first = other[row][0];
        other[row][0] = other[row][predictions[row]];
        other[row][predictions[row]] = first;
      }
      return new Text(labels, new int[labels.length], other, sex, age, weight);
    }

    /** Returns the text with the class 0 for truth. */
    public Text ofFirstClass() {
      return new Text(new int[labels.length], predictions, scores, sex, age, weight);
    }
  }

  /** Returns a case with all classes, three groups in a column and a missing value in the other. */
  public static EvaluationCase regular(Task task) {
    boolean several = task != Task.SEQUENCE_CLASSIFICATION;
    List<String> classes = classes(task);
    Random random = new Random(23);
    List<Text> texts = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      int rows = several ? 1 + random.nextInt(6) : 1;
      int[] labels = random.ints(rows, 0, classes.size()).toArray();
      if (task == Task.MASKED_LANGUAGE_MODEL) {
        Arrays.fill(labels, classes.indexOf("original"));
      }
      int[] predictions = labels.clone();
      double[][] scores = new double[rows][];
      for (int row = 0; row < rows; row++) {
        predictions[row] = random.nextInt(3) == 0 ? random.nextInt(classes.size()) : labels[row];
        scores[row] = probabilities(random, classes.size(), predictions[row]);
      }
      String age = i == 7 ? null : List.of("old", "middle", "young").get(random.nextInt(3));
      texts.add(new Text(labels, predictions, scores, i % 3 == 0 ? "f" : "m", age, 1));
    }
    return new EvaluationCase("regular", task, classes, 1, texts, true, Map.of());
  }

  private static List<String> classes(Task task) {
    return switch (task) {
      case SEQUENCE_CLASSIFICATION -> List.of("no", "yes");
      case TOKEN_CLASSIFICATION -> List.of("O", "B-A", "I-A", "B-B", "I-B");
      case MASKED_LANGUAGE_MODEL -> List.of("other", "original");
    };
  }

  /** Rounded to tenths before they are made to sum to 1, so that ties occur. */
  private static double[] probabilities(Random random, int classes, int best) {
    double[] raw = random.doubles(classes).map(v -> Math.ceil(v * 10) / 10).toArray();
    raw[best] += 1;
    double sum = Arrays.stream(raw).sum();
    return Arrays.stream(raw).map(v -> v / sum).toArray();
  }

  /** Returns the same case with other texts. */
  public EvaluationCase with(String otherName, List<Text> others) {
    return new EvaluationCase(otherName, task, classes, favourable, others, scored, columns);
  }

  /** Returns the same case without a favourable class. */
  public EvaluationCase withoutFavourable() {
    return new EvaluationCase("no favourable class", task, classes, -1, texts, scored, columns);
  }

  /** Returns the same case without scores. */
  public EvaluationCase withoutScores() {
    return new EvaluationCase("no scores", task, classes, favourable, texts, false, columns);
  }

  /** Returns the same case with a further column, for metrics that read one. */
  public EvaluationCase column(String column, Function<Text, String> value) {
    Map<String, Function<Text, String>> more = new LinkedHashMap<>(columns);
    more.put(column, value);
    return new EvaluationCase(name, task, classes, favourable, texts, scored, more);
  }

  /** Returns the set as a decision rule decides on it: with all labels −1. */
  public EvaluationSet withoutLabels() {
    List<Text> withheld =
        texts.stream()
            .map(
                t -> {
                  int[] none = new int[t.labels().length];
                  Arrays.fill(none, -1);
                  return new Text(none, t.predictions(), t.scores(), t.sex(), t.age(), t.weight());
                })
            .toList();
    return with(name, withheld).set();
  }

  /** Returns the set that the metric sees; all arrays are new. */
  public EvaluationSet set() {
    EvaluationSet.Builder builder =
        EvaluationSet.builder(task, classes)
            .favourable(favourable)
            .labels(texts.stream().flatMapToInt(t -> IntStream.of(t.labels())).toArray())
            .predictions(texts.stream().flatMapToInt(t -> IntStream.of(t.predictions())).toArray())
            .weights(
                texts.stream()
                    .flatMapToDouble(t -> IntStream.of(t.labels()).mapToDouble(l -> t.weight()))
                    .toArray())
            .draws(texts.stream().flatMapToDouble(EvaluationCase::draws).toArray())
            .groups("sex", List.of("f", "m"), group(List.of("f", "m"), true))
            .groups(
                "age",
                List.of("middle", "old", "young"),
                group(List.of("middle", "old", "young"), false));
    if (task != Task.SEQUENCE_CLASSIFICATION) {
      builder.sequences(starts());
    }
    columns.forEach((column, value) -> builder.column(column, values(value)));
    return scored ? builder.scores(byClass()).build() : builder.build();
  }

  /** Follow from the content of a text alone, as in a run. */
  private static DoubleStream draws(Text text) {
    int content = Objects.hash(Arrays.deepHashCode(text.scores()), text.sex(), text.age());
    return new Random(content).doubles(text.labels().length);
  }

  private int[] group(List<String> names, boolean sex) {
    return texts.stream()
        .flatMapToInt(
            t -> {
              String value = sex ? t.sex() : t.age();
              int index = value == null ? -1 : names.indexOf(value);
              return IntStream.of(t.labels()).map(l -> index);
            })
        .toArray();
  }

  private List<String> values(Function<Text, String> value) {
    List<String> values = new ArrayList<>();
    for (Text text : texts) {
      IntStream.of(text.labels()).forEach(label -> values.add(value.apply(text)));
    }
    return values;
  }

  private int[] starts() {
    int[] starts = new int[texts.size()];
    for (int i = 1; i < starts.length; i++) {
      starts[i] = starts[i - 1] + texts.get(i - 1).labels().length;
    }
    return starts;
  }

  private double[][] byClass() {
    double[][] rows =
        texts.stream().flatMap(t -> Arrays.stream(t.scores())).toArray(double[][]::new);
    double[][] byClass = new double[classes.size()][rows.length];
    for (int row = 0; row < rows.length; row++) {
      for (int c = 0; c < byClass.length; c++) {
        byClass[c][row] = rows[row][c];
      }
    }
    return byClass;
  }
}
