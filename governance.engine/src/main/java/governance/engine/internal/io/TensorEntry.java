package governance.engine.internal.io;

import java.util.Arrays;

/**
 * One tensor of a safetensors file.
 *
 * @param type element type
 * @param shape shape, empty for a scalar
 * @param begin first byte within the data part
 * @param end byte after the last
 */
record TensorEntry(ElementType type, long[] shape, long begin, long end) {
  /** Number of elements; throws {@link ArithmeticException} if it does not fit a long. */
  long count() {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TensorEntry e
        && e.type == type
        && Arrays.equals(e.shape, shape)
        && e.begin == begin
        && e.end == end;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(begin) ^ Arrays.hashCode(shape);
  }
}
