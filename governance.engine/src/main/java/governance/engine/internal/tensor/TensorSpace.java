package governance.engine.internal.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import governance.api.model.Tensor;
import governance.engine.internal.memory.Access;
import governance.engine.internal.memory.Upload;
import governance.engine.internal.script.ScriptModule;
import java.util.function.Consumer;

/**
 * Where tensors of one call or training step are made and how long they live: closing the space
 * ends all of them. Used by one thread.
 */
public final class TensorSpace implements AutoCloseable {
  private final ScriptModule script;
  private final NDManager manager;
  private Consumer<String> guard = what -> {};

  /**
   * Opens a space.
   *
   * @param script the engine's module
   * @param parent the manager whose device and life the space has at most
   */
  public TensorSpace(ScriptModule script, NDManager parent) {
    this.script = script;
    this.manager = parent.newSubManager();
  }

  /** Returns the module by which tensors compute. */
  public ScriptModule script() {
    return script;
  }

  /**
   * Sets who is told, and may refuse, when a tensor's gradient is taken or the engine's own array
   * is handed out.
   */
  public void guard(Consumer<String> told) {
    guard = told;
  }

  void tell(String what) {
    guard.accept(what);
  }

  /** Returns the manager that owns the tensors of this space. */
  public NDManager manager() {
    return manager;
  }

  /** Returns a tensor over an array of float32 or float64, which stays its owner's. */
  public Tensor wrap(NDArray array) {
    DataType type = array.getDataType();
    if (type != DataType.FLOAT32 && type != DataType.FLOAT64) {
      throw new IllegalArgumentException("a tensor is of float32 or float64, got " + type);
    }
    return new NativeTensor(this, array);
  }

  /** Returns a float32 constant. */
  public Tensor constant(float[] values, long... shape) {
    return wrap(settled(Upload.floats(script, manager, values, shape)));
  }

  /** Returns a float64 constant. */
  public Tensor constant64(double[] values, long... shape) {
    return wrap(settled(Upload.doubles(script, manager, values, shape)));
  }

  /** Returns a float64 tensor that gradients can be taken for. */
  public Tensor variable64(double[] values, long... shape) {
    NDArray made = Upload.doubles(script, manager, values, shape);
    try (made) {
      return wrap(script.call("t_leaf").with(made).one(manager));
    }
  }

  /** Returns the array of a tensor of this engine. */
  public static NDArray array(Tensor tensor) {
    if (tensor instanceof NativeTensor own) {
      return own.array();
    }
    throw new IllegalArgumentException(
        "got a "
            + (tensor == null ? "null" : tensor.getClass().getName())
            + ", not a tensor of the engine");
  }

  /** Returns the space that results of a tensor's operations live in. */
  public static TensorSpace of(Tensor tensor) {
    array(tensor);
    return ((NativeTensor) tensor).space();
  }

  /** Opens a space that ends before this one. */
  public TensorSpace inner() {
    TensorSpace inner = new TensorSpace(script, manager);
    inner.guard(guard);
    return inner;
  }

  /** Copies an array over a Java buffer into native memory: the collector may free the buffer. */
  private NDArray settled(NDArray made) {
    if (Access.of(manager) == Access.STAGED) {
      return made;
    }
    try (made) {
      return script.call("t_clone").with(made).one(manager);
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
