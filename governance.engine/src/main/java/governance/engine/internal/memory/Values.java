package governance.engine.internal.memory;

import ai.djl.ndarray.NDArray;
import java.nio.FloatBuffer;
import java.security.MessageDigest;

/**
 * The float32 values of a tensor or of a contiguous part of one, in row-major order, wherever they
 * are. A buffer that is handed out ends with the call. Used by one thread at a time; while values
 * are written nothing else may read them.
 */
public interface Values {
  /** What is done with the values. */
  @FunctionalInterface
  interface Use<E extends Exception> {
    /** Works on the values, from position 0 to the limit. */
    void on(FloatBuffer values) throws E;
  }

  /** Returns the values of a contiguous tensor, which must outlive this. */
  static Values of(NDArray array) {
    return of(array, 0, Math.toIntExact(array.size()));
  }

  /**
   * Returns some values of a contiguous tensor, which must outlive this.
   *
   * @param from index of the first
   * @param count how many
   */
  static Values of(NDArray array, int from, int count) {
    return Access.of(array.getManager()) == Access.DIRECT
        ? new DirectValues(array, from, count)
        : new StagedValues(array, from, count);
  }

  /** Returns the values of a Java array, which is not copied. */
  static Values of(float[] array) {
    return new ArrayValues(array);
  }

  /** Returns how many there are. */
  int count();

  /** Reads; what is done to the buffer changes no value, or all of them at once. */
  <E extends Exception> void read(Use<E> use) throws E;

  /** Writes all; the buffer holds anything at first. */
  <E extends Exception> void write(Use<E> use) throws E;

  /** Reads and writes. */
  <E extends Exception> void change(Use<E> use) throws E;

  /** Adds the bytes of all values, in the processor's order of bytes, to a digest. */
  void update(MessageDigest digest);

  /** Writes all. */
  default void put(float[] values) {
    if (values.length != count()) {
      throw new IllegalArgumentException(values.length + " values for " + count());
    }
    write(buffer -> buffer.put(values));
  }

  /** Returns a copy. */
  default float[] toArray() {
    float[] copy = new float[count()];
    read(buffer -> buffer.get(copy));
    return copy;
  }
}
