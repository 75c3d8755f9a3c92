package governance.runtime.internal.evaluate;

import governance.api.evaluate.EvaluationSet;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Draws of rows with replacement, as counts. A draw depends on seed and replicate only, so that
 * both models of a run are resampled with the same rows and replicates can be computed in any
 * order. For token classification whole texts are drawn, because words of one text are not
 * independent.
 */
final class Resampling {
  private final long seed;
  private final int units;
  private final int[] unitOfRow;
  private final double[] weights;

  Resampling(EvaluationSet set, long seed) {
    this.seed = seed;
    this.weights = set.weights();
    this.unitOfRow = set.sequences() == null ? null : unitOfRow(set);
    this.units = set.sequences() == null ? set.size() : set.sequences().length;
  }

  private static int[] unitOfRow(EvaluationSet set) {
    int[] units = new int[set.size()];
    int[] starts = set.sequences();
    for (int unit = 0; unit < starts.length; unit++) {
      int end = unit + 1 < starts.length ? starts[unit + 1] : set.size();
      for (int row = starts[unit]; row < end; row++) {
        units[row] = unit;
      }
    }
    return units;
  }

  /** Returns how many units are drawn. */
  int units() {
    return units;
  }

  /**
   * Returns the weight of each row in one replicate: how often it was drawn, times its own weight.
   */
  double[] weights(int replicate) {
    RandomGenerator random = new SplittableRandom(mix(seed, replicate));
    int[] counts = new int[units];
    for (int i = 0; i < units; i++) {
      counts[random.nextInt(units)]++;
    }
    double[] drawn = new double[unitOfRow == null ? units : unitOfRow.length];
    for (int row = 0; row < drawn.length; row++) {
      int count = counts[unitOfRow == null ? row : unitOfRow[row]];
      drawn[row] = weights == null ? count : count * weights[row];
    }
    return drawn;
  }

  private static long mix(long seed, int replicate) {
    return new Random(seed).nextLong() ^ (replicate * 0x9E3779B97F4A7C15L);
  }
}
