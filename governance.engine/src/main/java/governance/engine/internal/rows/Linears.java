package governance.engine.internal.rows;

import ai.djl.ndarray.NDArray;
import governance.engine.internal.nn.Leaf;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** All uses of one linear layer, which together make one gradient of each row. */
final class Linears {
  private final RowScript script;
  private final Form form;
  private final KeptRows kept;
  private final GhostRows ghosts;
  private final int weight;
  private final boolean weightTrained;
  private final int bias;
  private final List<Piece> pieces = new ArrayList<>();

  /**
   * Begins without uses.
   *
   * @param bias leaf of the bias, or -1 where there is none or it is not trained
   */
  Linears(
      RowScript script,
      Form form,
      KeptRows kept,
      GhostRows ghosts,
      int weight,
      boolean weightTrained,
      int bias) {
    this.script = script;
    this.form = form;
    this.kept = kept;
    this.ghosts = ghosts;
    this.weight = weight;
    this.weightTrained = weightTrained;
    this.bias = bias;
  }

  private record Piece(int row, NDArray input, NDArray gradient) {
    long width() {
      return gradient.getShape().get(2);
    }
  }

  void add(Use use) {
    pieces.add(new Piece(use.site().row(), use.input(), use.output()));
  }

  /**
   * Asks for the rows' gradients or for what does without: once, or once for each range of rows
   * that was used for itself.
   */
  void ask(Leaf leaf) {
    TreeSet<Integer> starts = new TreeSet<>();
    pieces.forEach(p -> starts.add(p.row()));
    long rows = leaf.shape()[0];
    for (int start : starts) {
      Integer next = starts.higher(start);
      range(start, next == null ? rows : next);
    }
  }

  private void range(int from, long to) {
    List<NDArray> inputs = new ArrayList<>();
    List<NDArray> gradients = new ArrayList<>();
    for (Piece piece : pieces) {
      if (piece.row() <= from && from < piece.row() + piece.width()) {
        inputs.add(piece.input());
        gradients.add(cut(piece, from, to));
      }
    }
    ask(from, join(inputs), script.join(gradients));
  }

  /** Several ranges may read the same input, which must stay. */
  private NDArray join(List<NDArray> inputs) {
    return inputs.size() == 1 ? inputs.get(0) : script.one(script.call("cat_time").with(inputs));
  }

  private NDArray cut(Piece piece, int from, long to) {
    if (piece.row() == from && piece.width() == to - from) {
      return piece.gradient();
    }
    var call = script.call("slice_last").with(piece.gradient());
    return script.one(call.with((long) from - piece.row()).with(to - piece.row()));
  }

  private void ask(int row, NDArray input, NDArray gradient) {
    long[] a = input.getShape().getShape();
    long out = gradient.getShape().get(2);
    if (weightTrained && !form.direct(a[0], a[1], a[2], out)) {
      ghosts.ask(weight, bias, row, input, gradient);
      return;
    }
    if (weightTrained) {
      kept.ask(KeptRows.Kind.WEIGHT, weight, row, input, gradient);
    }
    if (bias >= 0) {
      kept.ask(KeptRows.Kind.BIAS, bias, row, gradient, gradient);
    }
    kept.free(input);
    kept.free(gradient);
  }
}
