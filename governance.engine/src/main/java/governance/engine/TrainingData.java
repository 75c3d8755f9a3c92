package governance.engine;

import governance.api.evaluate.EvaluationSet.Groups;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Encoded rows with everything that training needs of them. Lists and arrays are shared, not
 * copied.
 *
 * @param inputs the encoded texts
 * @param labels class of each row; null for token classification
 * @param tokenLabels class of each piece of each row, -100 where it has none; null for sequence
 *     classification
 * @param weights weight of each row, or null for ones
 * @param texts each row's text, for counterfactual penalties
 * @param content key of each row's content without protected attributes
 * @param groups protected columns
 * @param numbers numeric columns, NaN where missing
 * @param favourable index of the favourable class, or -1
 */
public record TrainingData(
    List<Encoded> inputs,
    int[] labels,
    int[][] tokenLabels,
    double[] weights,
    List<String> texts,
    int[] content,
    Map<String, Groups> groups,
    Map<String, double[]> numbers,
    int favourable) {

  /** Returns rows for sequence classification without weights, groups or numbers. */
  public static TrainingData of(List<Encoded> inputs, int[] labels, List<String> texts) {
    int[] content = new int[inputs.size()];
    Arrays.setAll(content, i -> i);
    return new TrainingData(
        inputs,
        labels,
        null,
        null,
        texts,
        content,
        new LinkedHashMap<>(),
        new LinkedHashMap<>(),
        -1);
  }

  /** Returns the same rows with their weights multiplied. */
  public TrainingData weighted(double[] factors) {
    double[] all = factors.clone();
    Arrays.setAll(all, i -> weights == null ? factors[i] : weights[i] * factors[i]);
    return new TrainingData(
        inputs, labels, tokenLabels, all, texts, content, groups, numbers, favourable);
  }

  /** Returns the number of rows. */
  public int size() {
    return inputs.size();
  }
}
