package plugins.fairness.internal.rule;

/**
 * A threshold with a critical region around it.
 *
 * @param threshold scores above it are favoured outside of the region
 * @param margin half the width of the region
 */
record Region(double threshold, double margin) {
  /** Neither privileged nor not: the region does not count. */
  static final int NEITHER = 0;

  /** Favoured more than others. */
  static final int PRIVILEGED = 1;

  /** Favoured less than others. */
  static final int DEPRIVED = -1;

  /**
   * Returns whether a row is favoured.
   *
   * @param side what its group is
   */
  boolean favours(double score, int side) {
    // Rounding must not decide which of two equal distances is within the margin.
    boolean critical = margin > 0 && Math.abs(score - threshold) <= margin + 1e-12;
    return critical && side != NEITHER ? side == DEPRIVED : score > threshold;
  }
}
