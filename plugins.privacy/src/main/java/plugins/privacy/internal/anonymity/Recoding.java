package plugins.privacy.internal.anonymity;

/**
 * Training rows in groups, and what is published of each group.
 *
 * @param classes the groups
 * @param suppressed for each group whether its rows are left out
 * @param regions for each group and quasi-identifier what is published
 */
record Recoding(EquivalenceClasses classes, boolean[] suppressed, Region[][] regions) {
  /** Returns how many rows are left out. */
  int suppressedRows() {
    int rows = 0;
    for (int group = 0; group < suppressed.length; group++) {
      rows += suppressed[group] ? classes.size(group) : 0;
    }
    return rows;
  }
}
