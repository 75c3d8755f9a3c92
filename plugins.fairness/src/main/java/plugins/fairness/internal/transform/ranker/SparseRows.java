package plugins.fairness.internal.transform.ranker;

/**
 * Rows of numbers of which most are 0.
 *
 * @param width number of columns
 * @param columns for each row the columns that are not 0
 * @param values the values there
 */
record SparseRows(int width, int[][] columns, double[][] values) {
  int size() {
    return columns.length;
  }
}
