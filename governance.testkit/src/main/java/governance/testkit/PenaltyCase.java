package governance.testkit;

import governance.api.evaluate.EvaluationSet.Groups;
import governance.api.model.Task;
import governance.api.train.PenaltyContext;
import governance.api.train.PenaltySetup;
import governance.api.train.PenaltyTerm;
import governance.engine.TensorScope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A batch for a penalty under test, with a small smooth model in float64: tanh of the mean word
 * embedding (of each word embedding for token classification), then a linear classifier. Embeddings
 * and classifier are given as numbers, so that differences can be taken.
 *
 * @param name what is special about it
 * @param task what the model predicts
 * @param lengths number of tokens of each row; the greatest is T
 * @param hidden H
 * @param classes C
 * @param labels class of each row, or of each token of each row with -100 where it has none
 * @param content content key of each row
 * @param groups protected columns
 * @param columns numeric columns
 * @param weights weight of each row
 * @param favourable index of the favourable class, or -1
 * @param parties number of other parties' models
 * @param embeddings [B, T, H] in row-major order
 * @param classifier [H, C] in row-major order
 */
public record PenaltyCase(
    String name,
    Task task,
    int[] lengths,
    int hidden,
    int classes,
    int[][] labels,
    int[] content,
    Map<String, Groups> groups,
    Map<String, double[]> columns,
    double[] weights,
    int favourable,
    int parties,
    double[] embeddings,
    double[] classifier) {

  /** Returns the number of rows. */
  public int size() {
    return lengths.length;
  }

  /** Returns the padded length. */
  public int length() {
    int longest = 1;
    for (int length : lengths) {
      longest = Math.max(longest, length);
    }
    return longest;
  }

  /** Returns the batch as a penalty sees it; it lives as long as the scope. */
  public PenaltyContext context(TensorScope scope) {
    return context(scope, OwnValues.of(List.of()), CaseBuffers.none());
  }

  /** Returns the same for a term that may train tensors of its own; they get values near theirs. */
  public PenaltyContext context(TensorScope scope, PenaltyTerm term) {
    return context(scope, term, CaseBuffers.of(term));
  }

  /** Returns the same with what the term kept in earlier steps. */
  public PenaltyContext context(TensorScope scope, PenaltyTerm term, CaseBuffers buffers) {
    return context(scope, OwnValues.of(term.parameters()), buffers);
  }

  PenaltyContext context(TensorScope scope, OwnValues own, CaseBuffers buffers) {
    return new CaseContext(this, scope, own, buffers);
  }

  /** Returns what the penalty is told before training. */
  public PenaltySetup setup(Map<String, ?> settings) {
    return new CaseSetup(this, settings);
  }

  /** Returns the same case with other embeddings and another classifier. */
  public PenaltyCase with(double[] otherEmbeddings, double[] otherClassifier) {
    return new PenaltyCase(
        name,
        task,
        lengths,
        hidden,
        classes,
        labels,
        content,
        groups,
        columns,
        weights,
        favourable,
        parties,
        otherEmbeddings,
        otherClassifier);
  }

  /** Returns the same case with the given labels. */
  public PenaltyCase labelled(String otherName, int[][] otherLabels) {
    return new PenaltyCase(
        otherName,
        task,
        lengths,
        hidden,
        classes,
        otherLabels,
        content,
        groups,
        columns,
        weights,
        favourable,
        parties,
        embeddings,
        classifier);
  }

  /** Returns the same case with the given groups by one protected column. */
  public PenaltyCase grouped(String otherName, String column, List<String> names, int... index) {
    Map<String, Groups> other = new LinkedHashMap<>(Map.of(column, new Groups(names, index)));
    return new PenaltyCase(
        otherName,
        task,
        lengths,
        hidden,
        classes,
        labels,
        content,
        other,
        columns,
        weights,
        favourable,
        parties,
        embeddings,
        classifier);
  }

  /** Returns the rows named by index, in that order; a row may occur several times. */
  public PenaltyCase rows(String otherName, int... chosen) {
    return new Rows(this, chosen).named(otherName);
  }

  /** Returns a case of rows with ragged lengths, two protected columns and repeated content. */
  public static PenaltyCase regular(Task task) {
    int rows = 6;
    int hidden = 4;
    int classes = task == Task.SEQUENCE_CLASSIFICATION ? 2 : 3;
    int[] lengths = {5, 3, 4, 5, 3, 4};
    Random random = new Random(11);
    int[][] labels = new int[rows][];
    for (int i = 0; i < rows; i++) {
      labels[i] = task == Task.SEQUENCE_CLASSIFICATION ? new int[] {i % 2} : tags(lengths[i]);
    }
    Map<String, Groups> groups = new LinkedHashMap<>();
    groups.put("sex", new Groups(List.of("f", "m"), new int[] {0, 1, 0, 1, 1, 0}));
    groups.put("age", new Groups(List.of("old", "young"), new int[] {0, 0, 1, 1, -1, 0}));
    return new PenaltyCase(
        task == Task.SEQUENCE_CLASSIFICATION ? "regular" : "regular, tokens",
        task,
        lengths,
        hidden,
        classes,
        labels,
        new int[] {1, 2, 1, 3, 2, 1},
        groups,
        new LinkedHashMap<>(Map.of("income", new double[] {1, 2, Double.NaN, 4, 5, 6})),
        new double[] {1, 1, 1, 1, 1, 1},
        1,
        2,
        random.doubles(rows * 5 * hidden, -1, 1).toArray(),
        random.doubles(hidden * classes, -1, 1).toArray());
  }

  private static int[] tags(int length) {
    int[] tags = new int[length];
    for (int j = 0; j < length; j++) {
      tags[j] = j == 0 || j == length - 1 ? -100 : j % 3;
    }
    return tags;
  }
}
