package plugins.privacy.internal.attack;

import java.util.Arrays;

/**
 * Exposure of a secret in bits: log₂ |R| − log₂ rank, its rank by loss in the space R of the secret
 * and those that were never planted (Carlini et al. 2019, definition 5, with a sampled space as in
 * section 4.3). Not remembered, every rank is as likely, and the mean over secrets is about 1/ln 2
 * = 1.44; log₂ |R| is the most.
 *
 * @param rank from 1; others of the same loss go before
 * @param space |R|
 */
record Exposure(long rank, long space) {
  static Exposure of(double loss, double[] others) {
    long before = Arrays.stream(others).filter(other -> other <= loss).count();
    return new Exposure(before + 1, others.length + 1L);
  }

  double bits() {
    return (Math.log(space) - Math.log(rank)) / Math.log(2);
  }

  /** Whether the secret is the first guess of all, so that who has the list reads it out. */
  boolean extracted() {
    return rank == 1;
  }
}
