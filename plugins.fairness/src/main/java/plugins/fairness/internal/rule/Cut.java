package plugins.fairness.internal.rule;

/**
 * A threshold on the score of the favourable class.
 *
 * @param above whether scores from the threshold on are favoured, or those below it
 * @param at the threshold; infinite to favour none or all
 */
record Cut(boolean above, double at) {
  /** Returns whether a score is favoured. */
  boolean favours(double score) {
    return above ? score >= at : score < at;
  }
}
