package governance.engine.internal.rows;

import ai.djl.ndarray.NDArray;

/**
 * Looked-up words, repeated ones counted together.
 *
 * @param ids [B, T]
 * @param gradient [B, T, D]
 * @param places where repeated words go
 * @param sums the rows' gradients, [places, D]
 * @param rows row of each place, [places] int64
 */
record WordsPart(
    RowScript script,
    NDArray ids,
    NDArray gradient,
    RepeatedWords places,
    NDArray sums,
    NDArray rows)
    implements Part {
  static WordsPart of(RowScript script, NDArray ids, NDArray gradient, RepeatedWords places) {
    NDArray slots = script.longs(places.slots());
    var call = script.call("word_sums").with(gradient).with(slots);
    NDArray sums = script.one(call.with((long) places.rows().length));
    slots.close();
    NDArray rows = script.longs(places.rows());
    return new WordsPart(script, ids, gradient, places, sums, rows);
  }

  @Override
  public NDArray squares() {
    long batch = ids.getShape().get(0);
    return script.one(script.call("word_squares").with(sums).with(rows).with(batch));
  }

  @Override
  public void addTo(Sums target, NDArray factors) {
    NDArray words = script.longs(places.words());
    var call = script.call("add_words").with(target.words(places.words())).with(words).with(sums);
    script.run(call.with(rows).with(factors));
    words.close();
    sums.close();
    gradient.close();
  }
}
