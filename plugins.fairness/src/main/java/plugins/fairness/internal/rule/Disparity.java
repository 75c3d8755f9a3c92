package plugins.fairness.internal.rule;

/** A difference between groups that a rule keeps below a bound. */
enum Disparity {
  /** Of selection rates. */
  SELECTION_RATE("selection rates"),
  /** Of true positive rates. */
  TRUE_POSITIVE_RATE("true positive rates"),
  /** Of true and of false positive rates, whichever is greater. */
  ODDS("true and false positive rates");

  private final String title;

  Disparity(String title) {
    this.title = title;
  }

  /** Returns what differs, for readers. */
  String title() {
    return title;
  }

  /** Returns the greatest difference; NaN where fewer than two groups have the rate. */
  double of(Rates rates) {
    double positive = rates.gap("True positive rate");
    return switch (this) {
      case SELECTION_RATE -> rates.gap("Selection rate");
      case TRUE_POSITIVE_RATE -> positive;
      case ODDS -> Math.max(positive, rates.gap("False positive rate"));
    };
  }
}
