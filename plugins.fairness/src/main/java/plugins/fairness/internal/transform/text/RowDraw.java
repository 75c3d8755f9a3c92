package plugins.fairness.internal.transform.text;

import java.util.Random;

/**
 * Chance for a row by its text, so that what happens to it does not depend on the rows beside it.
 *
 * @param seed the run's seed
 * @param share the share of rows that are drawn, 0 to 1
 */
record RowDraw(long seed, double share) {

  /** Returns the chance of a text. */
  Random of(String text) {
    long hash = seed;
    for (int i = 0; i < text.length(); i++) {
      hash = hash * 6_364_136_223_846_793_005L + text.charAt(i);
    }
    return new Random(hash ^ (hash >>> 29));
  }

  /** Returns whether a text is drawn. */
  boolean draws(String text) {
    return share >= 1 || of(text).nextDouble() < share;
  }
}
