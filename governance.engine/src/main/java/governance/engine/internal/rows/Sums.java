package governance.engine.internal.rows;

import ai.djl.ndarray.NDArray;

/** Where sums of gradients are added up, by leaf. */
public interface Sums {
  /** Returns the sum so far for a trained leaf, to be added to in place. */
  NDArray at(int leaf);

  /** Returns the sum so far for the table of words, to be added to in some rows. */
  NDArray words(long[] ids);
}
