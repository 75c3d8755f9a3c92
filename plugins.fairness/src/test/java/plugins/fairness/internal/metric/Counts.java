package plugins.fairness.internal.metric;

import governance.api.evaluate.EvaluationSet;
import governance.api.model.Task;
import java.util.ArrayList;
import java.util.List;

/** Makes rows from a table of counts. */
final class Counts {
  private final List<String> groups = new ArrayList<>();
  private final List<Integer> labels = new ArrayList<>();
  private final List<Integer> predictions = new ArrayList<>();

  Counts add(String group, int label, int prediction, int count) {
    for (int i = 0; i < count; i++) {
      groups.add(group);
      labels.add(label);
      predictions.add(prediction);
    }
    return this;
  }

  EvaluationSet set() {
    return EvaluationSet.builder(Task.SEQUENCE_CLASSIFICATION, List.of("no", "yes"))
        .favourable(1)
        .labels(labels.stream().mapToInt(i -> i).toArray())
        .predictions(predictions.stream().mapToInt(i -> i).toArray())
        .groups("g", groups)
        .build();
  }
}
