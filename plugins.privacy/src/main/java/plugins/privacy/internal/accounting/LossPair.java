package plugins.privacy.internal.accounting;

/**
 * Two distributions P and Q by the privacy loss L = ln(dP/dQ). A range of losses carries all but a
 * stated probability; within it there is a density and possibly a few single values.
 */
interface LossPair {
  /** The least loss of the range. */
  double least();

  /** The greatest loss of the range. */
  double greatest();

  /** P(L &lt; least). */
  double below();

  /** P(greatest &lt; L &lt; ∞). */
  double above();

  /** P(L = ∞). */
  default double infinite() {
    return 0;
  }

  /** P(from &lt; L ≤ to), without single values. */
  double p(double from, double to);

  /** Q(from &lt; L ≤ to), without single values. */
  double q(double from, double to);

  /** Losses with a probability of their own. */
  default double[] atoms() {
    return new double[0];
  }

  /** Their probabilities under P. */
  default double[] atomMasses() {
    return new double[0];
  }

  /** Ascending losses, from the least to the greatest, that resolve the density. */
  double[] nodes();
}
