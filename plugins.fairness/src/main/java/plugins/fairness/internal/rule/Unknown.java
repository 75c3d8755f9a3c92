package plugins.fairness.internal.rule;

/** What becomes of a row whose group is missing, or was not among the validation rows. */
enum Unknown {
  /** It is decided by what was learnt from all groups together, counted and reported. */
  POOLED,
  /** The rows are refused. */
  REFUSE
}
