package governance.runtime.internal.evaluate;

import governance.api.data.Split;
import governance.engine.Predictions;
import governance.runtime.internal.data.PreparedData;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What metrics that attack a model get to know of its run.
 *
 * @param data the rows that the model was, or will be, trained on, and those that it was not
 * @param heldOut which of the others are compared with the training rows
 * @param references what reference models answer; used only where they saw the same data
 * @param spent the budget that the gradient policy has spent on the model
 * @param level confidence level of intervals
 * @param seed the run's seed
 */
public record AttackFacts(
    PreparedData data,
    Split heldOut,
    List<ReferenceAnswers> references,
    Map<String, Double> spent,
    double level,
    long seed) {
  /** Copies map and list. */
  public AttackFacts {
    references = references.stream().filter(r -> r.data() == data).toList();
    spent = Collections.unmodifiableMap(new LinkedHashMap<>(spent));
  }

  /**
   * What a reference model answers for all rows of a run.
   *
   * @param data the rows
   * @param predictions by split
   * @param trainedOn which rows of each split it was trained on
   */
  public record ReferenceAnswers(
      PreparedData data, Map<Split, Predictions> predictions, Map<Split, boolean[]> trainedOn) {}
}
