package governance.engine.internal.script;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * One call of a script method with positional, typed arguments. Numbers travel as numbers, so no
 * constant is ever a Java buffer seen by autograd. Autograd records when grad mode is on. Argument
 * arrays stay the caller's; they must stay open until backward has ended.
 */
public final class ScriptCall {
  private final PtSymbolBlock block;
  private final String method;
  private final List<IValue> arguments = new ArrayList<>();

  ScriptCall(PtSymbolBlock block, String method) {
    this.block = block;
    this.method = method;
  }

  /** Adds a {@code Tensor} argument. */
  public ScriptCall with(NDArray array) {
    arguments.add(IValue.from((PtNDArray) array));
    return this;
  }

  /** Adds a {@code List[Tensor]} argument, which may be empty. */
  public ScriptCall with(Collection<? extends NDArray> arrays) {
    arguments.add(IValue.listFrom(arrays.toArray(new PtNDArray[0])));
    return this;
  }

  /** Adds an {@code int} argument. */
  public ScriptCall with(long value) {
    arguments.add(IValue.from(value));
    return this;
  }

  /** Adds a {@code float} argument, in double precision. */
  public ScriptCall with(double value) {
    arguments.add(IValue.from(value));
    return this;
  }

  /** Adds a {@code bool} argument. */
  public ScriptCall with(boolean value) {
    arguments.add(IValue.from(value));
    return this;
  }

  /** Adds a {@code str} argument. */
  public ScriptCall with(String value) {
    arguments.add(IValue.from(value));
    return this;
  }

  /** Adds a {@code List[int]} argument. */
  public ScriptCall with(long[] values) {
    arguments.add(IValue.listFrom(values));
    return this;
  }

  /** Adds a {@code List[float]} argument. */
  public ScriptCall with(double[] values) {
    arguments.add(IValue.listFrom(values));
    return this;
  }

  /**
   * Runs the call.
   *
   * @param owner the manager that closes the results; inside an open {@code NDScope} of this thread
   *     they end with that scope at the latest
   * @return the tensor or the tensors of the result, in order
   */
  public NDList run(NDManager owner) {
    // The optimising executor profiles the first calls and then runs another graph, whose sums are
    // rounded otherwise: a resumed training would differ in the last bits. The switch is per
    // thread.
    JniUtils.setGraphExecutorOptimize(false);
    try (IValue result = TrainingInvoker.invoke(block, method, arguments)) {
      return result.toNDList((PtNDManager) owner);
    } finally {
      arguments.forEach(IValue::close);
    }
  }

  /** Runs a call that returns one tensor. */
  public NDArray one(NDManager owner) {
    return run(owner).singletonOrThrow();
  }
}
