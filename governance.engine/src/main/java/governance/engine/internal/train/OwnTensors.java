package governance.engine.internal.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import governance.api.train.OwnParameter;
import governance.engine.internal.memory.Values;
import governance.engine.internal.nn.Initializer;
import governance.engine.internal.script.ScriptModule;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Tensors that belong to penalties and are trained with the model. Their first values follow from
 * the seed and their name alone. They are made outside any scope and end with their root. Used by
 * one thread.
 */
public final class OwnTensors implements AutoCloseable {
  private final NDManager manager;
  private final long seed;
  private final List<Slot> slots = new ArrayList<>();
  private final OwnBuffers buffers;
  private final OwnStatistics statistics;

  /** Begins without tensors; those that are added end with {@code root} at the latest. */
  public OwnTensors(NDManager root, ScriptModule script, long seed) {
    this.manager = root.newSubManager();
    this.seed = seed;
    this.buffers = new OwnBuffers(manager, script);
    this.statistics = new OwnStatistics(manager, script, buffers);
  }

  /**
   * Adds what one penalty trains.
   *
   * @throws IllegalArgumentException if two have one name
   */
  public void add(String penalty, List<OwnParameter> parameters) {
    for (OwnParameter parameter : parameters) {
      String name = name(penalty, parameter.name());
      if (slots.stream().anyMatch(s -> s.name().equals(name))) {
        throw new IllegalArgumentException("two parameters are named " + parameter.name());
      }
      long[] shape = parameter.shape().stream().mapToLong(Long::longValue).toArray();
      NDArray array = manager.create(new Shape(shape), DataType.FLOAT32);
      NDScope.unregister(array);
      Values.of(array).write(values -> fill(values, parameter, name));
      slots.add(new Slot(name, shape, array));
    }
  }

  private static String name(String penalty, String parameter) {
    return penalty + "/" + parameter;
  }

  private void fill(FloatBuffer values, OwnParameter parameter, String name) {
    SplittableRandom random = new SplittableRandom(seed ^ Initializer.stableHash(name));
    boolean constant = parameter.deviation() == 0;
    while (values.hasRemaining()) {
      double draw = constant ? 0 : random.nextGaussian() * parameter.deviation();
      values.put((float) (parameter.mean() + draw));
    }
  }

  /** Returns a penalty's tensor, null if it has none of this name. */
  public NDArray get(String penalty, String parameter) {
    String name = name(penalty, parameter);
    return slots.stream()
        .filter(s -> s.name().equals(name))
        .map(Slot::array)
        .findFirst()
        .orElse(null);
  }

  /** Returns the tensors of one penalty, in the order it declared them. */
  public List<NDArray> of(String penalty) {
    return slots.stream().filter(s -> s.name().startsWith(penalty + "/")).map(Slot::array).toList();
  }

  /** Returns what penalties keep from step to step without training it. */
  public OwnBuffers buffers() {
    return buffers;
  }

  /** Returns what penalties release of the rows of a step. */
  public OwnStatistics statistics() {
    return statistics;
  }

  /** Returns all tensors in the order of the penalties. */
  List<Slot> slots() {
    return slots;
  }

  List<NDArray> arrays() {
    return slots.stream().map(Slot::array).toList();
  }

  @Override
  public void close() {
    manager.close();
  }

  /**
   * One tensor.
   *
   * @param name penalty and parameter
   * @param shape length of each axis
   * @param array float32, on the device
   */
  record Slot(String name, long[] shape, NDArray array) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Slot s && name.equals(s.name) && array == s.array;
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }
  }
}
