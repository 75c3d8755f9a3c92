package governance.runtime.internal.sweep;

import governance.api.evaluate.Direction;
import governance.api.evaluate.Interval;
import governance.runtime.internal.evaluate.Percentiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One of the two metrics that points are compared by.
 *
 * @param id the metric
 * @param direction which way it is better; a metric that describes and does not judge is taken as a
 *     signed difference, which is better nearer to 0
 */
record Measure(String id, Direction direction) {
  /** Returns how good a value is: greater is better. */
  double gain(double value) {
    return switch (direction) {
      case HIGHER_IS_BETTER -> value;
      case LOWER_IS_BETTER -> -value;
      case NEUTRAL -> -Math.abs(value);
    };
  }

  /**
   * Returns by how much one point is better than another, seed by seed: runs of one seed have the
   * same rows. With one seed in common the replicates of the bootstrap are compared instead, which
   * tells what other rows would have done and nothing of other seeds.
   *
   * @param one figures of the one by seed
   * @param other figures of the other by seed
   * @return greater than 0 where the one is better; null where they have no seed in common
   */
  Estimate advantage(Map<Long, RunFigure> one, Map<Long, RunFigure> other, double level) {
    List<Long> seeds = new ArrayList<>(one.keySet());
    seeds.retainAll(other.keySet());
    if (seeds.isEmpty()) {
      return null;
    }
    double[] differences =
        seeds.stream()
            .mapToDouble(s -> gain(one.get(s).value()) - gain(other.get(s).value()))
            .toArray();
    if (differences.length > 1) {
      return Estimate.of(differences, level);
    }
    double value = differences[0];
    return new Estimate(value, paired(value, one, other, seeds.get(0), level), 1);
  }

  private Interval paired(
      double value, Map<Long, RunFigure> one, Map<Long, RunFigure> other, long seed, double level) {
    double[] ours = one.get(seed).replicates();
    double[] theirs = other.get(seed).replicates();
    if (ours.length == 0 || ours.length != theirs.length) {
      return null;
    }
    double[] differences = new double[ours.length];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = gain(ours[i]) - gain(theirs[i]);
    }
    return Percentiles.of(value, differences, level);
  }
}
