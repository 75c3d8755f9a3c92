package governance.engine.internal.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import governance.api.train.OwnBuffer;
import governance.engine.internal.script.ScriptModule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What penalties keep from step to step without training it, on the model's device. New values
 * count when the step is done. Made outside any scope. Used by one thread.
 */
public final class OwnBuffers {
  private final NDManager manager;
  private final ScriptModule script;
  private final Map<String, NDArray> slots = new LinkedHashMap<>();
  private final Map<String, NDArray> pending = new LinkedHashMap<>();

  /** Begins without buffers; those that are added end with {@code owner}. */
  OwnBuffers(NDManager owner, ScriptModule script) {
    this.manager = owner;
    this.script = script;
  }

  /**
   * Adds what one penalty keeps.
   *
   * @throws IllegalArgumentException if two have one name
   */
  public void add(String penalty, List<OwnBuffer> buffers) {
    for (OwnBuffer buffer : buffers) {
      String name = name(penalty, buffer.name());
      if (slots.containsKey(name)) {
        throw new IllegalArgumentException("two buffers are named " + buffer.name());
      }
      Shape shape = new Shape(buffer.shape().stream().mapToLong(Long::longValue).toArray());
      Math.toIntExact(buffer.shape().stream().reduce(1L, Math::multiplyExact));
      slots.put(name, own(manager.full(shape, (float) buffer.first(), DataType.FLOAT32)));
    }
  }

  private static String name(String penalty, String buffer) {
    return penalty + "/" + buffer;
  }

  private static NDArray own(NDArray array) {
    NDScope.unregister(array);
    return array;
  }

  /** Returns the shape of a penalty's buffer, null if it has none of this name. */
  public long[] shape(String penalty, String buffer) {
    NDArray slot = slots.get(name(penalty, buffer));
    return slot == null ? null : slot.getShape().getShape();
  }

  /** Returns a penalty's buffer, float32, with what this step kept; it stays this object's. */
  public NDArray values(String penalty, String buffer) {
    String name = name(penalty, buffer);
    return pending.getOrDefault(name, slots.get(name));
  }

  /** Keeps a copy of values until the step is done, which fails if one is not finite. */
  public void keep(String penalty, String buffer, NDArray values) {
    NDArray copy = own(script.call("record_copy").with(values).one(manager));
    NDArray before = pending.put(name(penalty, buffer), copy);
    if (before != null) {
      before.close();
    }
  }

  /** Returns what the step in progress keeps. */
  Collection<NDArray> pending() {
    return pending.values();
  }

  /** The step is done: what it kept counts, unless the record's flag is set. */
  void commit(StepRecord record) {
    List<NDArray> targets = new ArrayList<>();
    pending.keySet().forEach(name -> targets.add(slots.get(name)));
    record.keep(targets, List.copyOf(pending.values()));
    discard();
  }

  /** The step failed: what it kept is forgotten. */
  void discard() {
    pending.values().forEach(NDArray::close);
    pending.clear();
  }

  /** Returns all buffers by penalty and name. */
  Map<String, NDArray> slots() {
    return slots;
  }
}
