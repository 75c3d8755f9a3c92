package governance.runtime.internal.run;

import governance.engine.StepResult;
import governance.engine.TrainingSession;
import governance.runtime.internal.train.Timing;
import java.time.Duration;
import java.util.Map;

/**
 * How far training is.
 *
 * @param run the run's id
 * @param step steps done
 * @param steps steps in all
 * @param epoch the pass over the data, from 1
 * @param epochs passes in all
 * @param loss base loss of the step just done
 * @param terms value of each penalty in that step, before weighting
 * @param weights weight of each penalty in that step
 * @param stepsPerSecond rate over the last steps
 * @param left time that the rest of training will take at that rate
 */
public record Progress(
    String run,
    long step,
    long steps,
    int epoch,
    int epochs,
    double loss,
    Map<String, Double> terms,
    Map<String, Double> weights,
    double stepsPerSecond,
    Duration left) {
  /** Returns how far training is after a step. */
  static Progress of(
      String run,
      TrainingSession session,
      int epochs,
      StepResult result,
      Map<String, Double> weights,
      Timing times) {
    double rate = times.recentRate();
    long done = result.step() + 1;
    long left = session.steps() - done;
    Duration rest = rate > 0 ? Duration.ofMillis((long) (1000 * left / rate)) : Duration.ZERO;
    return new Progress(
        run,
        done,
        session.steps(),
        result.epoch() + 1,
        epochs,
        result.loss(),
        result.terms(),
        weights,
        rate,
        rest);
  }
}
