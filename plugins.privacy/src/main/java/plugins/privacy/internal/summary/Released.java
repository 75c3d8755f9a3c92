package plugins.privacy.internal.summary;

import java.math.BigInteger;
import plugins.privacy.internal.mechanism.ExactSampler;
import plugins.privacy.internal.mechanism.Noise;

/**
 * A whole number with noise.
 *
 * @param value what is published; the truth is no longer known
 * @param half the truth lies no farther than this, with the confidence that was asked for
 */
record Released(double value, double half) {
  static Released of(long truth, Noise noise, double alpha, ExactSampler sampler) {
    BigInteger noisy = BigInteger.valueOf(truth).add(noise.draw(sampler));
    return new Released(noisy.doubleValue(), noise.wholeHalfWidth(alpha));
  }

  /** The value, where it is a number of rows. */
  long count() {
    return Math.max(0, (long) value);
  }

  long least() {
    return Math.max(0, (long) (value - half));
  }

  long most() {
    return Math.max(0, (long) (value + half));
  }
}
