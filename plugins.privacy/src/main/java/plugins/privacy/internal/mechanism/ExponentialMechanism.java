package plugins.privacy.internal.mechanism;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Chooses one of a few candidates with a probability in proportion to e^(ε·u / (2·d)), where u is
 * its utility and d what one row can change of a utility (McSherry, Talwar 2007, doi
 * 10.1109/FOCS.2007.41). Costs ε, and ε²/8 in zero-concentrated privacy (Cesar, Rogers 2021, arXiv
 * 2004.07223). A candidate is drawn evenly and kept with the probability of its lack of utility, in
 * whole numbers throughout.
 */
public final class ExponentialMechanism {
  private final Ratio perUnit;

  /**
   * Prepares.
   *
   * @param epsilon ε, above 0
   * @param sensitivity d, above 0
   */
  public ExponentialMechanism(double epsilon, double sensitivity) {
    perUnit = Ratio.atMost(epsilon / (2 * sensitivity));
  }

  /** Returns the index of a candidate by the utilities of all. */
  public int choose(long[] utilities, ExactSampler sampler) {
    long best = Arrays.stream(utilities).max().orElseThrow();
    BigInteger candidates = BigInteger.valueOf(utilities.length);
    while (true) {
      int index = sampler.below(candidates).intValue();
      if (sampler.decays(perUnit.times(best - utilities[index]))) {
        return index;
      }
    }
  }
}
