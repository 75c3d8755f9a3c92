package governance.engine.internal.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import governance.engine.internal.memory.Access;
import governance.engine.internal.memory.Upload;
import governance.engine.internal.nn.Inputs;
import governance.engine.internal.nn.Parameters;
import governance.engine.internal.nn.Pass;
import governance.engine.internal.noise.RowNoise;
import governance.engine.internal.rows.Sums;
import governance.engine.internal.script.ScriptCall;
import governance.engine.internal.script.ScriptModule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The gradient of one step, summed over micro-batches. The gradient of the word table lives in a
 * buffer that stays: only the rows that were looked up are ever different from 0, so nothing of the
 * table's size is allocated or cleared in a step. Leaves that are not trained have no gradient, and
 * backward does not come below the lowest that is. Used by one thread.
 */
final class Gradients implements Sums, AutoCloseable {
  private final ScriptModule script;
  private final List<NDArray> leaves;
  private final List<Integer> indices;
  private final NDArray lookedUp;
  private final int padding;
  private final NDManager manager;
  private final WordSums table;
  private final String scatter;
  private final List<NDArray> dense = new ArrayList<>();

  /** The norm as adding noise found it, null where it must be computed. */
  private Double known;

  /**
   * Makes an empty gradient.
   *
   * @param own tensors that are trained besides the parameters
   * @param padding the table row that gets none, or -1
   */
  Gradients(
      NDManager root, ScriptModule script, Parameters parameters, List<NDArray> own, int padding) {
    this.script = script;
    this.padding = padding;
    manager = root.newSubManager();
    scatter = Access.of(manager) == Access.STAGED ? "scatter_sorted" : "scatter";
    List<Integer> trained = parameters.trained();
    boolean words = parameters.words() && trained.contains(0);
    indices = trained.stream().filter(i -> i > 0 || !parameters.words()).toList();
    leaves = Stream.concat(indices.stream().map(parameters.arrays()::get), own.stream()).toList();
    lookedUp = words ? parameters.arrays().get(0) : null;
    // without a trained table there is one empty row, so that norms and sums need not ask
    Shape shape = words ? lookedUp.getShape() : new Shape(1, 1);
    table = new WordSums(manager, script, shape);
  }

  /**
   * Differentiates and adds.
   *
   * @param loss a scalar that depends on the passes
   * @param passes every training pass that the loss may depend on
   * @param factor what the gradient is multiplied by
   * @param direct whether the loss may depend on the word table itself or on other leaves directly
   * @param slope takes the gradient for the first pass's word embeddings, which ends with the
   *     scope; null if nobody does
   */
  void add(
      NDArray loss, List<Pass> passes, double factor, boolean direct, Consumer<NDArray> slope) {
    int wanted = lookedUp != null ? passes.size() : slope != null ? 1 : 0;
    NDArray whole = direct ? lookedUp : null;
    LossGradients found = new LossGradients(script, manager, indices, leaves);
    found.of(loss, passes, wanted, whole, direct);
    if (slope != null) {
      slope.accept(found.words().get(0));
    }
    addTo(found.leaves(), factor);
    for (int i = 0; lookedUp != null && i < passes.size(); i++) {
      scatter(found.words().get(i), passes.get(i).inputs(), factor);
    }
    if (whole != null) {
      addToTable(found.table(), factor);
    }
  }

  private void addToTable(NDArray whole, double factor) {
    List<NDArray> one = List.of(table.whole());
    script.call("add_all").with(one).with(List.of(whole)).with(factor).one(manager).close();
    whole.close();
  }

  private void addTo(List<NDArray> more, double factor) {
    if (!dense.isEmpty()) {
      complete();
      script.call("add_all").with(dense).with(more).with(factor).one(manager).close();
      more.forEach(NDArray::close);
      return;
    }
    if (factor != 1) {
      script.call("scale_all").with(more).with(factor).one(manager).close();
    }
    more.forEach(NDScope::unregister);
    dense.addAll(more);
  }

  private void scatter(NDArray words, Inputs inputs, double factor) {
    script
        .call(scatter)
        .with(table.at(Arrays.stream(inputs.tokens()).asLongStream().toArray()))
        .with(inputs.ids())
        .with(words)
        .with((long) padding)
        .with(factor)
        .one(manager)
        .close();
    words.close();
  }

  @Override
  public NDArray at(int leaf) {
    if (leaf == 0 && lookedUp != null) {
      return table.whole();
    }
    allocate();
    int index = indices.indexOf(leaf);
    if (dense.get(index) == null) {
      dense.set(index, zeros(index));
    }
    return dense.get(index);
  }

  @Override
  public NDArray soFar(int leaf) {
    if (leaf == 0 && lookedUp != null) {
      return table.whole();
    }
    return dense.isEmpty() ? null : dense.get(indices.indexOf(leaf));
  }

  @Override
  public void take(int leaf, NDArray sum) {
    if (soFar(leaf) != null) {
      throw new IllegalStateException("leaf " + leaf + " has a sum, which another would replace");
    }
    allocate();
    sum.attach(manager);
    NDScope.unregister(sum);
    dense.set(indices.indexOf(leaf), sum);
  }

  @Override
  public void addWords(long[] ids, NDArray rows) {
    table.add(ids, rows);
    rows.close();
  }

  private void allocate() {
    if (dense.isEmpty()) {
      dense.addAll(Collections.nCopies(leaves.size(), null));
    }
  }

  private NDArray zeros(int index) {
    NDArray like = leaves.get(index);
    NDArray zero = manager.zeros(like.getShape(), like.getDataType());
    NDScope.unregister(zero);
    return zero;
  }

  /** Makes what nothing was added to. */
  private void complete() {
    allocate();
    for (int i = 0; i < dense.size(); i++) {
      if (dense.get(i) == null) {
        dense.set(i, zeros(i));
      }
    }
  }

  /** The gradients of the trained leaves in the order of the parameters; without any, the table. */
  List<NDArray> all() {
    if (!dense.isEmpty()) {
      complete();
    }
    return with(table.all());
  }

  private List<NDArray> with(NDArray words) {
    List<NDArray> all = new ArrayList<>();
    if (lookedUp != null) {
      all.add(words);
    }
    all.addAll(dense);
    return all;
  }

  /** Euclidean norm over all parameters, a scalar of the caller; not finite if any value is not. */
  NDArray norm() {
    if (known != null) {
      return Upload.floats(script, manager, new float[] {known.floatValue()});
    }
    if (lookedUp != null && table.full()) {
      try (NDArray none = manager.zeros(new Shape(0), DataType.INT64)) {
        return norm(none, all());
      }
    }
    if (dense.stream().noneMatch(Objects::nonNull)) {
      complete();
    }
    try (NDArray rows = table.rows()) {
      return norm(rows, dense.stream().filter(Objects::nonNull).toList());
    }
  }

  private NDArray norm(NDArray rows, List<NDArray> others) {
    return script.call("global_norm").with(table.memory()).with(rows).with(others).one(manager);
  }

  /** Adds another gradient of the same parameters, touching only the table rows it looked up. */
  void add(Gradients other, double factor) {
    complete();
    script.call("add_all").with(dense).with(other.dense).with(factor).one(manager).close();
    NDArray to = table.at(other.table.marked());
    try (NDArray rows = other.table.rows()) {
      ScriptCall call = script.call("add_rows").with(to).with(other.table.memory()).with(rows);
      call.with(factor).one(manager).close();
    }
  }

  /** Adds noise to every value, then multiplies by a factor. */
  void privatise(RowNoise noise, double multiplier, double bound, double factor, long step) {
    complete();
    if (multiplier > 0) {
      long values = with(table.memory()).stream().mapToLong(NDArray::size).sum();
      double deviation = RowNoise.deviation(multiplier, bound, values);
      if (Access.of(manager) == Access.DIRECT) {
        BitSet held = lookedUp == null ? null : table.held();
        known = noise.add(with(table.memory()), held, deviation, factor, step);
        table.overwritten();
      } else {
        noise.addOnDevice(with(table.whole()), deviation, factor, step);
      }
    } else {
      script.call("scale_all").with(all()).with(factor).one(manager).close();
    }
  }

  /** Makes the gradient zero again and frees what the step allocated. */
  void clear() {
    known = null;
    dense.stream().filter(Objects::nonNull).forEach(NDArray::close);
    dense.clear();
    table.clear();
  }

  @Override
  public void close() {
    manager.close();
  }
}
