package governance.engine.internal.rows;

import ai.djl.ndarray.NDArray;

/** What the rows' gradients of some leaves are kept as until their norms are known. */
interface Part {
  /** Returns the squared norms of the rows' gradients of these leaves, [B]. */
  NDArray squares();

  /**
   * Adds the rows' gradients, each multiplied by its factor, and frees what was kept.
   *
   * @param factors [B]
   */
  void addTo(Sums sums, NDArray factors);
}
