package plugins.privacy.internal.mechanism;

import java.math.BigInteger;

/** Noise that is added to a whole number. */
public interface Noise {
  /** Draws one noise. */
  BigInteger draw(ExactSampler sampler);

  /**
   * Returns what the size of the noise exceeds with a probability of at most alpha, in the
   * continuous distribution that this is the whole-number form of.
   *
   * @param alpha in (0, 1)
   */
  double halfWidth(double alpha);

  /** The same for the whole numbers that are drawn; holds for them, not only nearly. */
  long wholeHalfWidth(double alpha);

  /** Returns the name of the distribution, for readers. */
  String name();

  /** Returns its standard deviation. */
  double deviation();
}
