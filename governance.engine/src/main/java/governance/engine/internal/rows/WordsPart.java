package governance.engine.internal.rows;

import ai.djl.ndarray.NDArray;

/**
 * Looked-up words, repeated ones counted together.
 *
 * @param ids [B, T]
 * @param gradient [B, T, D]
 * @param tokens the ids again
 * @param padding the row of the table that gets no gradient, or -1
 */
record WordsPart(RowScript script, NDArray ids, NDArray gradient, int[] tokens, int padding)
    implements Part {
  @Override
  public NDArray squares() {
    var call = script.call("word_squares").with(ids).with(gradient);
    return script.one(call.with((long) padding));
  }

  @Override
  public void addTo(Sums sums, NDArray factors) {
    var call = script.call("add_words").with(sums.at(0)).with(ids).with(gradient);
    script.run(call.with(factors).with((long) padding));
    sums.touch(tokens);
    gradient.close();
  }
}
