package governance.runtime.internal.sweep;

import governance.api.evaluate.Direction;
import governance.api.evaluate.Interval;

/**
 * One figure of one run.
 *
 * @param value the figure; NaN where not defined
 * @param interval its interval from the bootstrap, or null
 * @param direction which way it is better
 * @param replicates the figure in each replicate of the bootstrap; empty where they were not kept
 * @param note what the metric says of it, or an empty string
 */
record RunFigure(
    double value, Interval interval, Direction direction, double[] replicates, String note) {
  /** Returns a figure without replicates. */
  static RunFigure of(double value, Direction direction) {
    return new RunFigure(value, null, direction, new double[0], "");
  }

  boolean defined() {
    return Double.isFinite(value);
  }
}
