package plugins.privacy.internal.accounting;

/** Which of two neighbouring data sets is the one that was used. */
enum Direction {
  /** Loss of the data set with the record against the one without it. */
  REMOVE,
  /** Loss of the data set without the record against the one with it. */
  ADD
}
