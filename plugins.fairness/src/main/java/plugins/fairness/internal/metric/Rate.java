package plugins.fairness.internal.metric;

/**
 * A share of rows of a group, by whether they are and are predicted to be of the positive class:
 * the favourable one, or the one that a setting names.
 */
enum Rate {
  /** Predicted positive among all rows. */
  SELECTION("selection rate"),
  /** Predicted positive among those that are. */
  TRUE_POSITIVE("true positive rate"),
  /** Predicted positive among those that are not. */
  FALSE_POSITIVE("false positive rate"),
  /** Predicted not to be positive among those that are. */
  FALSE_NEGATIVE("false negative rate");

  private final String title;

  Rate(String title) {
    this.title = title;
  }

  /** Returns the name for readers. */
  String title() {
    return title;
  }
}
