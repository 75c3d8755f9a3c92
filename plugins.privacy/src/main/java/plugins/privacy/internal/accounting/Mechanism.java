package plugins.privacy.internal.accounting;

/** A release of noisy values to which one record contributes at most 1 in the mechanism's norm. */
interface Mechanism {
  /** Returns the Rényi divergence of an order above 1, the greater one of both directions. */
  double renyi(double order);

  /**
   * Returns the pair of distributions that dominates one release.
   *
   * @param tail the probability that may be left out at either end of the loss
   */
  LossPair pair(Direction direction, double tail);
}
