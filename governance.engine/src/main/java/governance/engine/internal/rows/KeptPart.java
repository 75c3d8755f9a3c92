package governance.engine.internal.rows;

import ai.djl.ndarray.NDArray;

/**
 * The rows' gradients themselves.
 *
 * @param leaf whose
 * @param row first row of the leaf that they are of
 * @param kept [B, ...]
 */
record KeptPart(RowScript script, int leaf, int row, NDArray kept) implements Part {
  @Override
  public NDArray squares() {
    return script.squares(kept);
  }

  @Override
  public void addTo(Sums sums, NDArray factors) {
    var call = script.call("add_kept").with(sums.at(leaf)).with((long) row).with(kept);
    script.run(call.with(factors));
    kept.close();
  }
}
