package governance.engine.internal.rows;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;

/**
 * Looked-up words, repeated ones counted together.
 *
 * @param ids [B, T]
 * @param gradient [B, T, D]
 * @param words which are repeated
 */
record WordsPart(RowScript script, NDArray ids, NDArray gradient, RepeatedWords words)
    implements Part {
  @Override
  public NDArray squares() {
    long batch = ids.getShape().get(0);
    NDArray order = script.longs(words.places().order());
    NDArray starts = script.longs(words.places().starts());
    NDArray rows = script.longs(words.rows());
    var call = script.call("word_squares").with(gradient).with(order).with(starts);
    return script.one(call.with(rows).with(batch));
  }

  @Override
  public void addTo(Sums target, NDArray factors) {
    long length = ids.getShape().get(1);
    long[] positions = words.table().order();
    NDArray order = script.longs(positions);
    NDArray starts = script.longs(words.table().starts());
    NDArray rows = script.longs(Arrays.stream(positions).map(i -> i / length).toArray());
    var call = script.call("word_sums").with(gradient).with(order).with(starts);
    target.addWords(words.words(), script.one(call.with(rows).with(factors)));
    gradient.close();
  }
}
