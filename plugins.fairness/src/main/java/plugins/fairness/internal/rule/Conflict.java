package plugins.fairness.internal.rule;

/**
 * Targets that cannot hold together where base rates differ, unless scores are perfect or decisions
 * the same for everybody: Kleinberg, Mullainathan and Raghavan 2017, arXiv:1609.05807; Chouldechova
 * 2017, arXiv:1703.00056.
 */
final class Conflict {
  /** Base rates that differ by less count as equal. */
  private static final double EQUAL = 0.01;

  private Conflict() {}

  /**
   * Returns a sentence for readers, empty where base rates are equal.
   *
   * @param one what the rule aims at
   * @param other what cannot hold with it
   */
  static String note(Rates reached, String one, String other) {
    double gap = reached.gap("Base rate");
    return Double.isNaN(gap) || gap < EQUAL
        ? ""
        : "Base rates differ by "
            + Rates.figure(gap)
            + " between groups, so "
            + one
            + " and "
            + other
            + " cannot both hold unless the scores are perfect or everybody is decided alike.";
  }
}
