package plugins.fairness.internal.regression;

/**
 * Rows of numbers of which most are 0.
 *
 * @param width number of columns
 * @param columns for each row the columns that are not 0
 * @param values the values there
 */
public record SparseRows(int width, int[][] columns, double[][] values) {
  /** Returns how many rows there are. */
  public int size() {
    return columns.length;
  }
}
