package bench;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Lengths of texts in tokens, skewed as real ones are: log-normal with median 40 and shape 0.6, at
 * least 4, cut at 128; mean about 46, one in 40 is cut. Seed 7.
 */
final class Lengths {
  static final int MOST = 128;
  private static final double MEDIAN = 40;
  private static final double SHAPE = 0.6;
  private static final long SEED = 7;

  private Lengths() {}

  /** Returns so many lengths in random order, the same at each call. */
  static int[] draw(int count) {
    RandomGenerator random = new SplittableRandom(SEED);
    int[] lengths = new int[count];
    for (int i = 0; i < count; i++) {
      double length = MEDIAN * Math.exp(SHAPE * random.nextGaussian());
      lengths[i] = (int) Math.max(4, Math.min(MOST, Math.round(length)));
    }
    return lengths;
  }

  /** Returns ids of that length. */
  static int[] ids(int length) {
    return new SplittableRandom(length).ints(length, 1000, 30000).toArray();
  }

  /** Returns the lengths as the peer reads them. */
  static String words(int[] lengths) {
    return Arrays.stream(lengths).mapToObj(String::valueOf).collect(Collectors.joining(" "));
  }
}
