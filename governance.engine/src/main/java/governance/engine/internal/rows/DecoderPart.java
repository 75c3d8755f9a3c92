package governance.engine.internal.rows;

import ai.djl.ndarray.NDArray;

/**
 * The decoder of a masked language model. Its weight is the table of words, so that a row's
 * gradient of the table is the sum of that by look-up and that by the decoder, and the norm has a
 * product of both.
 *
 * @param input [B, P, D]
 * @param gradient of the logits, [B, P, V]
 * @param layer the decoder for itself
 * @param words the look-up, or null where the table is not trained
 */
record DecoderPart(
    RowScript script, NDArray input, NDArray gradient, GhostRows layer, WordsPart words)
    implements Part {
  @Override
  public NDArray squares() {
    NDArray own = layer.squares().get(0);
    if (words == null) {
      return own;
    }
    var call = script.call("tied_dots").with(words.ids()).with(words.gradient());
    NDArray cross = script.one(call.with(input).with(gradient));
    NDArray twice = script.one(script.call("t_muls").with(cross).with(2.0));
    NDArray both = script.one(script.call("t_add").with(own).with(twice));
    return script.one(script.call("t_add").with(both).with(words.squares()));
  }

  @Override
  public void addTo(Sums sums, NDArray factors) {
    layer.addTo(sums, factors);
    if (words != null) {
      words.addTo(sums, factors);
    }
  }
}
