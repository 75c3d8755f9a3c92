package governance.engine.internal.rows;

import ai.djl.ndarray.NDArray;

/**
 * A linear layer whose rows' gradients are never made: their norms come from products of pairs of
 * positions, their clipped sum from one matrix product.
 *
 * @param weight leaf of the weight
 * @param bias leaf of the bias, or -1 where it is not trained
 * @param row first row of the leaves
 * @param input [B, T, I]
 * @param gradient [B, T, O]
 */
record GhostPart(RowScript script, int weight, int bias, int row, NDArray input, NDArray gradient)
    implements Part {
  @Override
  public NDArray squares() {
    var call = script.call("ghost_squares").with(input).with(gradient);
    return script.one(call.with(bias < 0 ? 0L : 1L));
  }

  @Override
  public void addTo(Sums sums, NDArray factors) {
    var call = script.call("add_weights").with(sums.at(weight)).with((long) row);
    script.run(call.with(input).with(gradient).with(factors));
    if (bias >= 0) {
      var biases = script.call("add_biases").with(sums.at(bias)).with((long) row);
      script.run(biases.with(gradient).with(factors));
    }
    input.close();
    gradient.close();
  }
}
