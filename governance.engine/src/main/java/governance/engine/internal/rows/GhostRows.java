package governance.engine.internal.rows;

import ai.djl.ndarray.NDArray;
import governance.engine.internal.nn.Leaf;
import java.util.ArrayList;
import java.util.List;

/**
 * Linear layers whose rows' gradients are never made: their norms come from products of pairs of
 * positions, their clipped sums from one matrix product each. Small layers share calls.
 */
final class GhostRows {
  /** Numbers that the layers of one call read at most, unless it is one layer. */
  private static final long MOST = 4L << 20;

  private final RowScript script;
  private final List<Leaf> leaves;
  private final List<Request> requests = new ArrayList<>();

  GhostRows(RowScript script, List<Leaf> leaves) {
    this.script = script;
    this.leaves = leaves;
  }

  private record Request(int weight, int bias, int row, NDArray input, NDArray gradient) {
    long numbers() {
      return input.size() + gradient.size();
    }

    boolean whole(List<Leaf> leaves) {
      return gradient.getShape().get(2) == leaves.get(weight).shape()[0];
    }
  }

  /**
   * Asks for a layer; both arrays are freed when they have been added.
   *
   * @param weight leaf of the weight
   * @param bias leaf of the bias, or -1 where it is not trained
   * @param row first row of the leaves
   * @param input [B, T, I]
   * @param gradient [B, T, O]
   */
  void ask(int weight, int bias, int row, NDArray input, NDArray gradient) {
    requests.add(new Request(weight, bias, row, input, gradient));
  }

  /** Returns the squared norms of the rows' gradients of each layer, [B]. */
  List<NDArray> squares() {
    if (requests.isEmpty()) {
      return List.of();
    }
    var call = script.call("ghost_squares").with(inputs(requests)).with(gradients(requests));
    return call.with(biases(requests)).run(script.owner());
  }

  /**
   * Adds the rows' gradients, each multiplied by its factor.
   *
   * @param factors [B]
   */
  void addTo(Sums sums, NDArray factors) {
    List<Request> some = new ArrayList<>();
    long numbers = 0;
    for (Request request : requests) {
      if (!some.isEmpty() && numbers + request.numbers() > MOST) {
        add(some, sums, factors);
        some.clear();
        numbers = 0;
      }
      some.add(request);
      numbers += request.numbers();
    }
    add(some, sums, factors);
    requests.clear();
  }

  private void add(List<Request> some, Sums sums, NDArray factors) {
    if (some.isEmpty()) {
      return;
    }
    Targets targets = new Targets(script, sums);
    for (Request request : some) {
      targets.add(request.weight(), request.row(), request.whole(leaves));
      if (request.bias() >= 0) {
        targets.add(request.bias(), request.row(), request.whole(leaves));
      }
    }
    var call = script.call("ghost_sums").with(targets.arrays()).with(targets.rows());
    call.with(inputs(some)).with(gradients(some)).with(biases(some)).with(factors);
    targets.take(call.run(script.owner()));
    for (Request request : some) {
      request.input().close();
      request.gradient().close();
    }
  }

  private static List<NDArray> inputs(List<Request> some) {
    return some.stream().map(Request::input).toList();
  }

  private static List<NDArray> gradients(List<Request> some) {
    return some.stream().map(Request::gradient).toList();
  }

  private static long[] biases(List<Request> some) {
    return some.stream().mapToLong(r -> r.bias() < 0 ? 0 : 1).toArray();
  }
}
