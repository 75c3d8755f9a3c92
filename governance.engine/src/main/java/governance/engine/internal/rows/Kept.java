package governance.engine.internal.rows;

import ai.djl.ndarray.NDArray;

/**
 * The rows' gradients themselves.
 *
 * @param leaf whose
 * @param row first row of the leaf that they are of
 * @param values [B, ...]
 */
record Kept(int leaf, int row, NDArray values) {}
