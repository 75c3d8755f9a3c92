package governance.runtime.internal.data;

import governance.api.data.Canary;
import governance.api.data.Dataset;
import governance.api.data.Role;
import governance.api.data.Split;
import governance.engine.TrainingData;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Everything that a run knows of its data.
 *
 * @param classes the classes to tell apart
 * @param original each split before transforms
 * @param splits each split as the model reads it; validation may be empty
 * @param rows numbers of the source rows of each split, in order
 * @param digest digest of all rows that were used, before they were split
 * @param splitsTree what is written to {@code data/splits.json}
 * @param lineageTree what is written to {@code data/lineage.json}
 * @param card what is written to {@code data/card.json}, without the published sets
 * @param canaries what transforms planted into the training rows, or could have
 */
public record PreparedData(
    Classes classes,
    Map<Split, Dataset> original,
    Map<Split, ModelRows> splits,
    Map<Split, int[]> rows,
    String digest,
    Map<String, Object> splitsTree,
    Map<String, Object> lineageTree,
    Map<String, Object> card,
    List<Canary> canaries) {

  /** Returns whether the model reads windows of joined rows, and not the rows. */
  public boolean packed() {
    return classes.column().isEmpty();
  }

  /** Returns one split. */
  public ModelRows split(Split split) {
    return splits.get(split);
  }

  /** Returns the training rows. */
  public TrainingData training() {
    return splits.get(Split.TRAIN).training(classes.favourable());
  }

  /**
   * Returns the weight of each row of a split in metrics: what the data itself declares, not what a
   * transform added for training; null when there is none.
   */
  public double[] declaredWeights(Split split) {
    if (packed()) {
      return null;
    }
    Dataset data = original.get(split);
    return data.schema()
        .first(Role.WEIGHT)
        .map(c -> data.values(c.name()).stream().mapToDouble(v -> (Double) v).toArray())
        .orElse(null);
  }

  /**
   * Returns what tells each row of a split apart: its id where the data has one, otherwise the
   * number of its row.
   */
  public List<String> names(Split split) {
    if (packed()) {
      return IntStream.range(0, splits.get(split).size()).mapToObj(i -> "window " + i).toList();
    }
    Dataset data = original.get(split);
    int[] numbers = rows.get(split);
    return data.schema()
        .first(Role.ID)
        .map(c -> data.values(c.name()).stream().map(Object::toString).toList())
        .orElseGet(() -> java.util.Arrays.stream(numbers).mapToObj(Integer::toString).toList());
  }
}
