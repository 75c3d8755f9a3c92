package plugins.fairness.internal;

/** A share of rows of a group that are predicted to be of the favourable class. */
enum Rate {
  /** Among all rows. */
  SELECTION("selection rate"),
  /** Among the rows that are of the favourable class. */
  TRUE_POSITIVE("true positive rate"),
  /** Among the rows that are not. */
  FALSE_POSITIVE("false positive rate");

  private final String title;

  Rate(String title) {
    this.title = title;
  }

  /** Returns the name for readers. */
  String title() {
    return title;
  }
}
