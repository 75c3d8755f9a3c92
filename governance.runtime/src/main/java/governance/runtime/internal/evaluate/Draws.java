package governance.runtime.internal.evaluate;

import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Interval;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Resampled sets of the models of a run: all of them with the same rows, so that differences
 * between models are paired. A draw depends on seed and number only, so that they can be made in
 * any order and by any thread.
 */
interface Draws {
  /** Returns what figures are computed of: the rows, or cells that stand for them. */
  List<EvaluationSet> whole();

  /** Returns how many draws there are, at most {@code wanted}; 0 where nothing can be drawn. */
  int number(int wanted);

  /** Returns the sets of one draw. */
  List<EvaluationSet> draw(int number);

  /**
   * Returns the interval of a figure; null where the draws do not give one.
   *
   * @param value the figure of the whole set
   * @param drawn the figure in each draw, NaN where it was not defined
   */
  Interval interval(double value, double[] drawn, double level);

  /** Returns the random numbers of one draw. */
  static RandomGenerator random(long seed, int number) {
    return new SplittableRandom(new Random(seed).nextLong() ^ (number * 0x9E3779B97F4A7C15L));
  }
}
