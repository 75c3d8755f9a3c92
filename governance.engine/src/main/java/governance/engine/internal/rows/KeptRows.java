package governance.engine.internal.rows;

import ai.djl.ndarray.NDArray;
import governance.engine.internal.nn.Leaf;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Leaves whose rows' gradients are made. They are made and added up by a few calls for all of them,
 * and those of vectors lie side by side in one array: in a small model a call or an operation costs
 * as much as what it computes.
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
  private final List<Leaf> leaves;
  private final double epsilon;
  private final List<Request> open = new ArrayList<>();
  private final List<Kept> kept = new ArrayList<>();
  private final List<Joined> joined = new ArrayList<>();
  private final List<NDArray> squares = new ArrayList<>();
  private final List<NDArray> others = new ArrayList<>();
  private final Set<NDArray> used = Collections.newSetFromMap(new IdentityHashMap<>());
  private long asked;

  /**
   * Begins.
   *
   * @param leaves of the model
   * @param epsilon of layer norms
   */
  KeptRows(RowScript script, List<Leaf> leaves, double epsilon) {
    this.script = script;
    this.leaves = leaves;
    this.epsilon = epsilon;
  }

  private record Request(Kind kind, int leaf, int row, NDArray input, NDArray gradient) {
    long width() {
      return gradient.getShape().get(2);
    }
  }

  /** The rows' gradients of vectors side by side, [B, numbers], in the order of the requests. */
  private record Joined(List<Request> of, long[] widths, NDArray values) {}

  /**
   * Asks for the rows' gradients of a leaf.
   *
   * @param row first row of the leaf that they are of
   * @param input what came in, [B, T, I]; for a bias any array
   * @param gradient of what came out, [B, T, O]
   */
  void ask(Kind kind, int leaf, int row, NDArray input, NDArray gradient) {
    Request request = new Request(kind, leaf, row, input, gradient);
    open.add(request);
    if (kind == Kind.WEIGHT) {
      long[] shape = input.getShape().getShape();
      asked += shape[0] * shape[2] * request.width();
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
    if (!open.isEmpty() || !others.isEmpty()) {
      var call = script.call("row_parts");
      call.with(open.stream().mapToLong(r -> r.kind.ordinal()).toArray());
      call.with(open.stream().map(Request::input).toList());
      call.with(open.stream().map(Request::gradient).toList());
      made(call.with(epsilon).with(others).run(script.owner()));
    }
    used.forEach(NDArray::close);
    used.clear();
    open.clear();
    others.clear();
    asked = 0;
  }

  /** Takes the results: those of weights, all others in one, and the squared norms of both. */
  private void made(List<NDArray> made) {
    List<Request> vectors = new ArrayList<>();
    int next = 0;
    for (Request request : open) {
      if (request.kind == Kind.WEIGHT) {
        kept.add(new Kept(request.leaf, request.row, made.get(next++)));
      } else {
        vectors.add(request);
      }
    }
    if (!vectors.isEmpty()) {
      long[] widths = vectors.stream().mapToLong(Request::width).toArray();
      joined.add(new Joined(vectors, widths, made.get(next)));
    }
    squares.add(made.get(made.size() - 1));
  }

  /** Adds gradients [B, O, I] that were made already. */
  void add(Kept made) {
    kept.add(made);
    others.add(made.values());
  }

  /**
   * Returns squared norms of the rows' gradients, whose sum is that of all, each [1, B] or more.
   */
  List<NDArray> squares() {
    make();
    return squares;
  }

  /** Adds the rows' gradients, each multiplied by its factor [B], and frees them. */
  void addTo(Sums sums, NDArray factors) {
    make();
    if (!kept.isEmpty()) {
      Targets targets = new Targets(script, sums);
      kept.forEach(k -> targets.add(k.leaf(), k.row(), whole(k.leaf(), k.rows())));
      var call = script.call("kept_sums").with(targets.arrays()).with(targets.rows());
      call.with(kept.stream().map(Kept::values).toList()).with(factors);
      targets.take(call.run(script.owner()));
    }
    joined.forEach(j -> add(j, sums, factors));
    kept.forEach(k -> k.values().close());
    joined.forEach(j -> j.values().close());
  }

  private void add(Joined vectors, Sums sums, NDArray factors) {
    Targets targets = new Targets(script, sums);
    for (int i = 0; i < vectors.widths.length; i++) {
      Request of = vectors.of.get(i);
      targets.add(of.leaf, of.row, whole(of.leaf, vectors.widths[i]));
    }
    var call = script.call("joined_sums").with(targets.arrays()).with(targets.rows());
    call.with(vectors.values).with(vectors.widths).with(factors);
    targets.take(call.run(script.owner()));
  }

  private boolean whole(int leaf, long rows) {
    return leaves.get(leaf).shape()[0] == rows;
  }
}
