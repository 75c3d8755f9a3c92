package governance.engine.internal.rows;

import ai.djl.ndarray.NDArray;
import governance.engine.internal.memory.Readback;
import governance.engine.internal.nn.Inputs;

/**
 * Hidden places put row by row.
 *
 * @param slots [M] int64, indices in [B * most]
 * @param most greatest number of places of a row
 */
record Slots(NDArray slots, int most) {
  /** Returns the slots of a pass, null where it has no hidden places. */
  static Slots of(RowScript script, Inputs inputs) {
    if (inputs.places() == null) {
      return null;
    }
    long[] known = inputs.known();
    long[] places = known == null ? Readback.longs(inputs.places()) : known;
    int[] counts = new int[inputs.rows()];
    int most = 1;
    for (long place : places) {
      int row = (int) (place / inputs.length());
      most = Math.max(most, ++counts[row]);
    }
    int[] next = new int[inputs.rows()];
    long[] slots = new long[places.length];
    for (int i = 0; i < places.length; i++) {
      int row = (int) (places[i] / inputs.length());
      slots[i] = (long) row * most + next[row]++;
    }
    return new Slots(script.longs(slots), most);
  }
}
