package plugins.privacy.internal.anonymity;

/**
 * Training rows in groups, and what is published of each group.
 *
 * @param classes the groups
 * @param suppressed for each group whether its rows are left out
 * @param low for each group and quasi-identifier the least code of the region that is published
 * @param high the greatest, likewise
 */
record Recoding(EquivalenceClasses classes, boolean[] suppressed, int[][] low, int[][] high) {
  /** Returns how many rows are left out. */
  int suppressedRows() {
    int rows = 0;
    for (int group = 0; group < suppressed.length; group++) {
      rows += suppressed[group] ? classes.size(group) : 0;
    }
    return rows;
  }
}
