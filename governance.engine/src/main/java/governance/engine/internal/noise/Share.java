package governance.engine.internal.noise;

import java.util.function.LongSupplier;

/**
 * A probability that is met exactly however small it is: random bits are compared with its digits
 * one word after the other until they differ. Nearly always one word is enough.
 *
 * @param word the first {@link #BITS} digits
 * @param rest what they leave, in units of the last of them, at least 0 and below 1
 */
record Share(long word, double rest) {
  /** Bits of a word. */
  static final int BITS = 53;

  /** Returns a share from 0 to 1. */
  static Share of(double probability) {
    // exact: a double has as many digits
    double scaled = Math.scalb(probability, BITS);
    double word = Math.floor(scaled);
    return new Share((long) word, scaled - word);
  }

  /** Returns whether a random number whose first bits are those of the word is below. */
  boolean rest(LongSupplier random) {
    double left = rest;
    while (left > 0) {
      double scaled = Math.scalb(left, BITS);
      double digits = Math.floor(scaled);
      long drawn = random.getAsLong() >>> (Long.SIZE - BITS);
      if (drawn != (long) digits) {
        return drawn < (long) digits;
      }
      left = scaled - digits;
    }
    return false;
  }
}
