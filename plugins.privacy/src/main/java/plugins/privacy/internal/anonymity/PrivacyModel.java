package plugins.privacy.internal.anonymity;

/** What every group of rows with equal quasi-identifiers must keep to. */
interface PrivacyModel {
  /** Returns whether rows[from] to rows[to - 1], at least one, may be such a group. */
  boolean holds(int[] rows, int from, int to);

  /**
   * Returns whether rows of groups that fail can only become fewer when groups are merged. (That
   * groups that all hold still do after a merge is true of every model here.)
   */
  default boolean failuresShrink() {
    return false;
  }

  /** Returns the number of rows that no group that holds can do without. */
  default int leastRows() {
    return 1;
  }

  /** Returns what is asked in words, such as {@code k = 5}. */
  String description();
}
