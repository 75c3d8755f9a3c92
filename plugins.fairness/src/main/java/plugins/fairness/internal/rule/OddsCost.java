package plugins.fairness.internal.rule;

import governance.api.evaluate.EvaluationSet;

/** The error that calibrated equalized odds makes equal, in the generalised form for scores. */
enum OddsCost {
  /** Mean of 1 − p over rows of the favourable class. */
  FALSE_NEGATIVE_RATE("generalised false negative rates"),
  /** Mean of p over all other rows. */
  FALSE_POSITIVE_RATE("generalised false positive rates"),
  /** Both, each times how many rows it concerns and its price. */
  WEIGHTED("weighted costs");

  private final String title;

  OddsCost(String title) {
    this.title = title;
  }

  /** Returns what is made equal, for readers. */
  String title() {
    return title;
  }

  /**
   * Returns the cost of scores; NaN without rows of the kind.
   *
   * @param rows the group's rows, in a fixed order
   * @param constant in place of the scores, or NaN
   * @param wronglyFavoured price of the one error
   * @param wronglyRefused price of the other
   */
  double of(
      EvaluationSet set,
      int favourable,
      int[] rows,
      double constant,
      double wronglyFavoured,
      double wronglyRefused) {
    double[] scores = set.scores(favourable);
    double positives = 0;
    double negatives = 0;
    double missed = 0;
    double alarms = 0;
    for (int row : rows) {
      double p = Double.isNaN(constant) ? scores[row] : constant;
      boolean positive = set.labels()[row] == favourable;
      positives += positive ? set.weight(row) : 0;
      negatives += positive ? 0 : set.weight(row);
      missed += positive ? set.weight(row) * (1 - p) : 0;
      alarms += positive ? 0 : set.weight(row) * p;
    }
    return switch (this) {
      case FALSE_NEGATIVE_RATE -> missed / positives;
      case FALSE_POSITIVE_RATE -> alarms / negatives;
      case WEIGHTED ->
          (wronglyFavoured * alarms + wronglyRefused * missed)
              / ((positives + negatives) * (wronglyFavoured + wronglyRefused));
    };
  }
}
