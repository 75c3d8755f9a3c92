package plugins.fairness.internal.penalty;

import governance.api.model.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Means over all pairs of groups without a table of pairs, so that a thousand groups cost no more
 * than their number. Values and presence are [G, …], results […]; 0 where fewer than two groups are
 * present.
 */
final class Pairs {
  /** Greater than any rate, so that groups that are not present are sorted to the end. */
  private static final double LAST = 1e6;

  private Pairs() {}

  /** Returns the mean squared difference: 2 / (P − 1) · Σ (value − mean)² over P groups. */
  static Tensor squared(Tensor value, Tensor present) {
    Tensor groups = present.sum(0);
    Tensor mean = value.mul(present).sum(0).div(groups.clampMin(1));
    Tensor deviation = value.sub(mean.unsqueeze(0)).mul(present);
    return deviation.square().sum(0).mul(2).div(groups.sub(1).clampMin(1));
  }

  /**
   * Returns the mean absolute difference: 2 Σ (2i − P + 1) x₍ᵢ₎ / (P (P − 1)) over sorted values.
   */
  static Tensor absolute(Tensor value, Tensor present) {
    int all = (int) value.size(0);
    Tensor groups = present.sum(0);
    Tensor sorted = present.where(value, value.constant(LAST)).sort(0);
    double[] places = IntStream.range(0, all).asDoubleStream().toArray();
    long[] along = new long[value.shape().length];
    Arrays.fill(along, 1);
    along[0] = all;
    Tensor place = value.constant(places, along);
    Tensor others = groups.sub(1);
    Tensor factor = place.mul(2).sub(others).mul(groups.gt(place));
    Tensor pairs = groups.mul(others).clampMin(1);
    return sorted.mul(factor).sum(0).mul(2).div(pairs);
  }
}
