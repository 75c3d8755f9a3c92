package governance.runtime.internal.evaluate;

import governance.api.evaluate.EvaluationSet;
import java.util.List;

/**
 * The figure of a metric in each replicate of the bootstrap. A draw depends on seed and replicate
 * only, and never on predictions, so that two runs with one seed over the same rows can be compared
 * replicate by replicate.
 */
public final class Replicates {
  private final Resampling draws;
  private final int number;

  /**
   * Prepares the draws.
   *
   * @param set rows with predictions
   * @param number how many replicates
   * @param stratified whether each combination of groups keeps its number of rows
   * @param seed seed of the draws
   */
  public Replicates(EvaluationSet set, int number, boolean stratified, long seed) {
    this.draws = new Resampling(List.of(set), seed, stratified);
    this.number = draws.number(number);
  }

  /** Returns the figure in each replicate, NaN where it is not defined. */
  public double[] of(MetricUse metric) {
    double[] values = new double[number];
    for (int r = 0; r < number; r++) {
      values[r] = metric.of(draws.draw(r).get(0)).value();
    }
    return values;
  }
}
