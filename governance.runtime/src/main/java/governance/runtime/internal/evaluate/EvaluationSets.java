package governance.runtime.internal.evaluate;

import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.EvaluationSet.Groups;
import governance.api.model.Task;
import governance.engine.Encoded;
import governance.engine.Predictions;
import governance.runtime.internal.data.Classes;
import governance.runtime.internal.data.ModelRows;
import java.util.Arrays;

/** Puts predictions beside the truth. */
public final class EvaluationSets {
  private EvaluationSets() {}

  /**
   * Returns the evaluation set of one split.
   *
   * @param weights weight of each row of the split, or null
   */
  public static EvaluationSet of(
      Classes classes, ModelRows rows, double[] weights, Predictions predictions) {
    if (rows.tags() == null && rows.labels() == null) {
      return masked(classes, predictions.tokens());
    }
    return rows.tags() == null
        ? sequences(classes, rows, weights, predictions.sequences())
        : tokens(classes, rows, weights, predictions.tokens());
  }

  private static EvaluationSet sequences(
      Classes classes, ModelRows rows, double[] weights, float[][] given) {
    double[][] scores = new double[classes.names().size()][rows.size()];
    int[] predicted = new int[rows.size()];
    for (int row = 0; row < predicted.length; row++) {
      predicted[row] = greatest(given[row]);
      for (int c = 0; c < scores.length; c++) {
        scores[c][row] = given[row][c];
      }
    }
    EvaluationSet.Builder set =
        EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, classes.names())
            .favourable(classes.favourable())
            .labels(rows.labels())
            .predictions(predicted)
            .scores(scores)
            .weights(weights);
    rows.groups().forEach((column, g) -> set.groups(column, g.names(), g.index()));
    rows.columns().forEach(set::column);
    rows.numericColumns().forEach(set::numbers);
    return set.build();
  }

  /** One row for each hidden place: what stood there, or the best other piece. */
  private static EvaluationSet masked(Classes classes, float[][][] given) {
    int all = Arrays.stream(given).mapToInt(r -> r.length).sum();
    int[] labels = new int[all];
    Arrays.fill(labels, classes.indexOf("original"));
    int[] predicted = new int[all];
    int[] starts = new int[given.length];
    double[][] scores = new double[classes.names().size()][all];
    int next = 0;
    for (int row = 0; row < given.length; row++) {
      starts[row] = next;
      for (float[] place : given[row]) {
        predicted[next] = greatest(place);
        scores[0][next] = place[0];
        scores[1][next++] = place[1];
      }
    }
    return EvaluationSet.builder(Task.MASKED_LANGUAGE_MODEL, classes.names())
        .labels(labels)
        .predictions(predicted)
        .scores(scores)
        .sequences(starts)
        .build();
  }

  /**
   * One row for each word, predicted by its first piece. A word that was cut off counts as
   * predicted outside of any entity, or as the first class where there is no such tag: leaving it
   * out would flatter the figures of long texts.
   */
  private static EvaluationSet tokens(
      Classes classes, ModelRows rows, double[] weights, float[][][] given) {
    Words words = new Words(classes, rows);
    for (int row = 0; row < rows.size(); row++) {
      words.add(row, given[row]);
    }
    EvaluationSet.Builder set =
        EvaluationSet.builder(Task.TOKEN_CLASSIFICATION, classes.names())
            .favourable(classes.favourable())
            .labels(words.labels)
            .predictions(words.predicted)
            .scores(words.scores)
            .weights(words.spread(weights))
            .sequences(words.starts);
    rows.groups().forEach((column, g) -> set.groups(column, g.names(), words.spread(g)));
    return set.build();
  }

  /** Returns the index of the greatest value, the first of equals. */
  public static int greatest(float[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }

  /** Collects the words of all texts into columns. */
  private static final class Words {
    private final ModelRows rows;
    private final int outside;
    private final int[] labels;
    private final int[] predicted;
    private final int[] owner;
    private final int[] starts;
    private final double[][] scores;
    private int next;

    Words(Classes classes, ModelRows rows) {
      this.rows = rows;
      this.outside = Math.max(0, classes.outside());
      int all = 0;
      for (int[] tags : rows.tags()) {
        all += tags.length;
      }
      labels = new int[all];
      predicted = new int[all];
      owner = new int[all];
      starts = new int[rows.size()];
      scores = new double[classes.names().size()][all];
    }

    void add(int row, float[][] pieces) {
      starts[row] = next;
      int[] tags = rows.tags()[row];
      for (int word = 0; word < tags.length; word++) {
        labels[next + word] = tags[word];
        predicted[next + word] = outside;
        owner[next + word] = row;
        scores[outside][next + word] = 1;
      }
      Encoded input = rows.inputs().get(row);
      int last = -1;
      for (int piece = 0; piece < input.length(); piece++) {
        int word = input.words()[piece];
        if (word >= 0 && word != last) {
          put(next + word, pieces[piece]);
        }
        last = word;
      }
      next += tags.length;
    }

    private void put(int at, float[] probabilities) {
      predicted[at] = greatest(probabilities);
      for (int c = 0; c < scores.length; c++) {
        scores[c][at] = probabilities[c];
      }
    }

    double[] spread(double[] weights) {
      if (weights == null) {
        return null;
      }
      double[] each = new double[labels.length];
      for (int i = 0; i < each.length; i++) {
        each[i] = weights[owner[i]];
      }
      return each;
    }

    int[] spread(Groups groups) {
      int[] each = new int[labels.length];
      for (int i = 0; i < each.length; i++) {
        each[i] = groups.index()[owner[i]];
      }
      return each;
    }
  }
}
