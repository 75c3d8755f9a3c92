package governance.engine.internal.rows;

import ai.djl.ndarray.NDArray;

/** Where sums of gradients are added up, by leaf. */
public interface Sums {
  /** Returns the sum so far for a trained leaf, to be added to in place. */
  NDArray at(int leaf);

  /** Says which rows of the word table may differ from 0 from now on. */
  void touch(long[] ids);

  /** Says that all rows of the word table may. */
  void touchAll();
}
