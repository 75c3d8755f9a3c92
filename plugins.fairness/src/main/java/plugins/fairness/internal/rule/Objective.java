package plugins.fairness.internal.rule;

/** What thresholds are chosen for, beside the constraint. */
enum Objective {
  /** The share of rows that are decided right. */
  ACCURACY("accuracy"),
  /** The mean of true positive and true negative rate, over all groups. */
  BALANCED_ACCURACY("balanced accuracy"),
  /** The cost of wrong decisions, each kind with its own price; the least is best. */
  EXPECTED_COST("least cost");

  private final String title;

  Objective(String title) {
    this.title = title;
  }

  /** Returns the name for readers. */
  String title() {
    return title;
  }

  /**
   * Returns what this makes of counts.
   *
   * @param positives weight of all rows of the favourable class
   * @param negatives weight of all others
   * @param wronglyFavoured price of favouring wrongly, for {@link #EXPECTED_COST}
   * @param wronglyRefused price of refusing wrongly
   */
  Utility utility(
      double positives, double negatives, double wronglyFavoured, double wronglyRefused) {
    double all = positives + negatives;
    return switch (this) {
      case ACCURACY -> new Utility(1 / all, 1 / all);
      case BALANCED_ACCURACY -> new Utility(0.5 / positives, 0.5 / negatives);
      case EXPECTED_COST -> new Utility(wronglyRefused / all, wronglyFavoured / all);
    };
  }

  /**
   * What a right decision is worth; a wrong one is worth 0, which for costs leaves out a constant.
   *
   * @param truePositive worth of favouring rightly, of weight 1
   * @param trueNegative worth of refusing rightly, of weight 1
   */
  record Utility(double truePositive, double trueNegative) {
    double of(double favouredRightly, double refusedRightly) {
      return truePositive * favouredRightly + trueNegative * refusedRightly;
    }
  }
}
