package governance.engine.internal.session;

import governance.api.GovernanceException;
import governance.api.model.Task;
import governance.engine.TrainingData;
import java.util.Arrays;
import java.util.Objects;

/** Checks that training data is whole, before the native library would read past an end. */
public final class DataCheck {
  private DataCheck() {}

  /**
   * Checks rows and labels.
   *
   * @throws GovernanceException if there are no rows
   * @throws IllegalArgumentException if labels are missing, too few or not classes of the model
   */
  public static void check(TrainingData data, Task task, int classes) {
    if (data.size() == 0) {
      throw GovernanceException.data(
          "training data", "no rows", "at least one", "Give data, or a smaller validation share");
    }
    if (task == Task.MASKED_LANGUAGE_MODEL) {
      return;
    }
    boolean sequences = task == Task.SEQUENCE_CLASSIFICATION;
    int given = sequences ? length(data.labels()) : length(data.tokenLabels());
    if (given != data.size()) {
      throw new IllegalArgumentException(given + " labels for " + data.size() + " rows of " + task);
    }
    for (int i = 0; i < data.size(); i++) {
      if (sequences) {
        range(i, data.labels()[i], classes, 0);
      } else {
        tokens(i, data, classes);
      }
    }
  }

  private static int length(int[] labels) {
    return labels == null ? 0 : labels.length;
  }

  private static int length(int[][] labels) {
    return labels == null ? 0 : labels.length;
  }

  private static void tokens(int row, TrainingData data, int classes) {
    int[] labels = data.tokenLabels()[row];
    int length = data.inputs().get(row).length();
    if (labels.length != length) {
      throw new IllegalArgumentException(
          "row " + row + ": " + labels.length + " labels for " + length + " tokens");
    }
    for (int label : labels) {
      range(row, label, classes, -100);
    }
  }

  private static void range(int row, int label, int classes, int ignored) {
    if (label != ignored && (label < 0 || label >= classes)) {
      throw new IllegalArgumentException(
          "row " + row + ": label " + label + " of " + classes + " classes");
    }
  }

  /** Returns a hash of inputs, labels and weights, by which a checkpoint knows its data. */
  static int hash(TrainingData data) {
    return Objects.hash(
        data.inputs(),
        Arrays.hashCode(data.labels()),
        Arrays.deepHashCode(data.tokenLabels()),
        Arrays.hashCode(data.weights()));
  }
}
