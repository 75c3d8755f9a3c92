package governance.engine.internal.train;

import governance.api.train.OwnBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What penalties keep from step to step without training it. New values count when the step is
 * done. They are few, so they live in Java memory. Used by one thread.
 */
public final class OwnBuffers {
  private final Map<String, Slot> slots = new LinkedHashMap<>();
  private final Map<String, float[]> pending = new LinkedHashMap<>();

  /**
   * Adds what one penalty keeps.
   *
   * @throws IllegalArgumentException if two have one name
   */
  public void add(String penalty, List<OwnBuffer> buffers) {
    for (OwnBuffer buffer : buffers) {
      long[] shape = buffer.shape().stream().mapToLong(Long::longValue).toArray();
      long count = buffer.shape().stream().reduce(1L, Math::multiplyExact);
      float[] values = new float[Math.toIntExact(count)];
      Arrays.fill(values, (float) buffer.first());
      Slot slot = new Slot(shape, values);
      if (slots.putIfAbsent(name(penalty, buffer.name()), slot) != null) {
        throw new IllegalArgumentException("two buffers are named " + buffer.name());
      }
    }
  }

  private static String name(String penalty, String buffer) {
    return penalty + "/" + buffer;
  }

  /** Returns the shape of a penalty's buffer, null if it has none of this name. */
  public long[] shape(String penalty, String buffer) {
    Slot slot = slots.get(name(penalty, buffer));
    return slot == null ? null : slot.shape();
  }

  /** Returns the values of a penalty's buffer, those that this step kept included. */
  public float[] values(String penalty, String buffer) {
    String name = name(penalty, buffer);
    float[] kept = pending.get(name);
    return kept == null ? slots.get(name).values() : kept;
  }

  /**
   * Keeps values until the step is done.
   *
   * @throws IllegalArgumentException if a value is not finite
   */
  public void keep(String penalty, String buffer, double[] values) {
    float[] narrow = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      narrow[i] = (float) values[i];
      if (!Float.isFinite(narrow[i])) {
        throw new IllegalArgumentException("buffer " + buffer + " would hold " + values[i]);
      }
    }
    pending.put(name(penalty, buffer), narrow);
  }

  /** The step is done: what it kept counts. */
  public void commit() {
    pending.forEach(
        (name, values) -> {
          float[] into = slots.get(name).values();
          System.arraycopy(values, 0, into, 0, into.length);
        });
    pending.clear();
  }

  /** The step failed: what it kept is forgotten. */
  public void discard() {
    pending.clear();
  }

  /** Returns all buffers by penalty and name. */
  Map<String, Slot> slots() {
    return slots;
  }

  /**
   * One buffer.
   *
   * @param shape length of each axis
   * @param values in row-major order
   */
  record Slot(long[] shape, float[] values) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Slot s && values == s.values;
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(shape);
    }
  }
}
