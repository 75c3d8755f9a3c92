package governance.runtime.internal.report;

import java.util.List;
import java.util.Map;

/**
 * What a report tells of training.
 *
 * @param steps steps done
 * @param planned steps planned
 * @param stepsPerEpoch steps in one pass over the data
 * @param validation figures after each epoch
 * @param curve thinned lines of the training log
 * @param spent budget that the gradient policy spent
 * @param resumedAt steps at which the run went on
 * @param earlyStopping what early stopping did, empty without it
 * @param timing times of this process; differ between runs
 * @param targets what became of each target of a penalty
 * @param contradictory pairs of penalties whose targets did not hold together
 * @param imprecise penalties whose gap the batches are too small for
 */
public record TrainingFacts(
    long steps,
    long planned,
    long stepsPerEpoch,
    List<Object> validation,
    List<Map<String, Object>> curve,
    Map<String, Double> spent,
    List<Object> resumedAt,
    Map<String, Object> earlyStopping,
    Map<String, Object> timing,
    List<Object> targets,
    List<Object> contradictory,
    List<Object> imprecise) {

  /** Facts of a training without targets. */
  public TrainingFacts(
      long steps,
      long planned,
      long stepsPerEpoch,
      List<Object> validation,
      List<Map<String, Object>> curve,
      Map<String, Double> spent,
      List<Object> resumedAt,
      Map<String, Object> earlyStopping,
      Map<String, Object> timing) {
    this(
        steps,
        planned,
        stepsPerEpoch,
        validation,
        curve,
        spent,
        resumedAt,
        earlyStopping,
        timing,
        List.of(),
        List.of(),
        List.of());
  }

  /** Most steps that a report shows. */
  public static final int POINTS = 2_000;

  /** Returns the facts of a run that only evaluates. */
  public static TrainingFacts none() {
    return new TrainingFacts(
        0, 0, 1, List.of(), List.of(), Map.of(), List.of(), Map.of(), Map.of());
  }
}
