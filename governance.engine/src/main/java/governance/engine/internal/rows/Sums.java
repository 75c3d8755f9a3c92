package governance.engine.internal.rows;

import ai.djl.ndarray.NDArray;

/** Where sums of gradients are added up, by leaf. */
public interface Sums {
  /** Returns the sum so far for a trained leaf, zeros at first, to be added to in place. */
  NDArray at(int leaf);

  /** Returns the sum so far for a trained leaf, null if nothing was added to it yet. */
  NDArray soFar(int leaf);

  /** Takes the first sum of a leaf, which from now on lives as long as the others. */
  void take(int leaf, NDArray sum);

  /**
   * Adds to the table of words and frees what was added.
   *
   * @param ids words, no two the same
   * @param rows for each word what is added to its row, [words, D]
   */
  void addWords(long[] ids, NDArray rows);
}
