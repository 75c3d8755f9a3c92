package governance.engine.internal.noise;

import java.util.Arrays;

/**
 * A sum of squares, added up side by side so that the compiler can turn the loops into vector
 * instructions. Used by one thread.
 */
final class SquareSum {
  private final float[] lanes = new float[NoiseDraw.MOST];

  /** Begins at 0. */
  void clear() {
    Arrays.fill(lanes, 0);
  }

  /** Adds the squares of the first values of an array, at most {@link NoiseDraw#MOST}. */
  void add(float[] values, int count) {
    for (int i = 0; i < count; i++) {
      lanes[i] += values[i] * values[i];
    }
  }

  /** Returns the sum; not finite if a value is not. */
  double sum() {
    int left = lanes.length;
    while (left > Long.SIZE) {
      left /= 2;
      fold(left);
    }
    double sum = 0;
    for (int i = 0; i < left; i++) {
      sum += lanes[i];
    }
    return sum;
  }

  private void fold(int left) {
    for (int i = 0; i < left; i++) {
      lanes[i] += lanes[left + i];
    }
  }
}
