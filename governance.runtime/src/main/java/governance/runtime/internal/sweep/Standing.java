package governance.runtime.internal.sweep;

/**
 * Where a point stands among the others.
 *
 * @param candidate the point
 * @param utility its utility over seeds
 * @param disparity its disparity over seeds
 * @param by the point that is better in both, or 0 for none
 * @param utilityLoss by how much that one is better in utility; null where there is none
 * @param disparityLoss by how much it is better in disparity; null where there is none
 */
record Standing(
    Candidate candidate,
    Estimate utility,
    Estimate disparity,
    int by,
    Estimate utilityLoss,
    Estimate disparityLoss) {
  int number() {
    return candidate.number();
  }

  boolean dominated() {
    return by != 0;
  }

  /** Returns whether both paired differences stay above 0 over their whole interval. */
  boolean beyondChance() {
    return dominated() && above(utilityLoss) && above(disparityLoss);
  }

  private static boolean above(Estimate difference) {
    return difference.interval() != null && difference.interval().low() > 0;
  }
}
