package governance.engine.internal.rows;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Leaves whose rows' gradients are made. They are made and added up by a few calls for all of them:
 * in a small model a call costs as much as what it computes.
 */
final class KeptRows {
  /** How a gradient is made, in the order of the script text. */
  enum Kind {
    /** Of the weight of a linear layer. */
    WEIGHT,
    /** Of a bias. */
    BIAS,
    /** Of the gain of a layer norm. */
    GAIN
  }

  /**
   * Numbers that are asked for before they are made, so that what they are made of can be freed.
   */
  private static final long MOST = 8L << 20;

  private final RowScript script;
  private final double epsilon;
  private final List<Request> open = new ArrayList<>();
  private final List<Kept> kept = new ArrayList<>();
  private final Set<NDArray> used = Collections.newSetFromMap(new IdentityHashMap<>());
  private long asked;

  /**
   * Begins.
   *
   * @param epsilon of layer norms
   */
  KeptRows(RowScript script, double epsilon) {
    this.script = script;
    this.epsilon = epsilon;
  }

  private record Request(Kind kind, int leaf, int row, NDArray input, NDArray gradient) {}

  /**
   * Asks for the rows' gradients of a leaf.
   *
   * @param row first row of the leaf that they are of
   * @param input what came in, [B, T, I]; for a bias any array
   * @param gradient of what came out, [B, T, O]
   */
  void ask(Kind kind, int leaf, int row, NDArray input, NDArray gradient) {
    open.add(new Request(kind, leaf, row, input, gradient));
    if (kind == Kind.WEIGHT) {
      long[] shape = input.getShape().getShape();
      asked += shape[0] * shape[2] * gradient.getShape().get(2);
    }
  }

  /** Says that nobody but what was asked for reads an array, which is freed then. */
  void free(NDArray array) {
    used.add(array);
  }

  /** Makes what was asked for if it is much. */
  void makeMany() {
    if (asked > MOST) {
      make();
    }
  }

  private void make() {
    if (!open.isEmpty()) {
      var call = script.call("row_parts");
      call.with(open.stream().mapToLong(r -> r.kind.ordinal()).toArray());
      call.with(open.stream().map(Request::input).toList());
      call.with(open.stream().map(Request::gradient).toList());
      List<NDArray> made = call.with(epsilon).run(script.owner());
      for (int i = 0; i < made.size(); i++) {
        add(new Kept(open.get(i).leaf, open.get(i).row, made.get(i)));
      }
    }
    used.forEach(NDArray::close);
    used.clear();
    open.clear();
    asked = 0;
  }

  /** Adds gradients that were made already. */
  void add(Kept made) {
    kept.add(made);
  }

  /** Returns the rows' gradients, each [B, ...]. */
  List<NDArray> values() {
    make();
    return kept.stream().map(Kept::values).toList();
  }

  /** Adds the rows' gradients, each multiplied by its factor [B], and frees them. */
  void addTo(Sums sums, NDArray factors) {
    if (!kept.isEmpty()) {
      var call = script.call("add_kept").with(kept.stream().map(k -> sums.at(k.leaf())).toList());
      call.with(kept.stream().mapToLong(Kept::row).toArray()).with(values());
      script.run(call.with(factors));
    }
    kept.forEach(k -> k.values().close());
  }
}
