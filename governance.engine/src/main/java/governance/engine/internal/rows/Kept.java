package governance.engine.internal.rows;

import ai.djl.ndarray.NDArray;

/**
 * The rows' gradients of a matrix themselves.
 *
 * @param leaf whose
 * @param row first row of the leaf that they are of
 * @param values [B, rows, width]
 */
record Kept(int leaf, int row, NDArray values) {
  long rows() {
    return values.getShape().get(1);
  }
}
