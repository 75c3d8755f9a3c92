package governance.engine.internal.tensor;

import java.util.Arrays;

/** Checks of axes and shapes, with errors that say what was got and what fits. */
final class Shapes {
  private Shapes() {}

  /** Returns the axis counted from the first. */
  static int axis(String operation, int axis, long[] shape) {
    return axis(operation, axis, shape, shape.length);
  }

  /** Returns the axis counted from the first, for a result of {@code rank} axes. */
  static int axis(String operation, int axis, long[] shape, int rank) {
    if (axis < -rank || axis >= rank) {
      throw new IllegalArgumentException(
          "%s: axis %d of a tensor of shape %s; allowed: %s"
              .formatted(
                  operation,
                  axis,
                  Arrays.toString(shape),
                  rank == 0 ? "none" : -rank + " to " + (rank - 1)));
    }
    return axis < 0 ? axis + rank : axis;
  }

  /** Checks that a range lies within an axis. */
  static void range(long from, long to, long length) {
    if (from < 0 || to < from || to > length) {
      throw new IllegalArgumentException(
          "slice: elements %d to %d of an axis of length %d".formatted(from, to, length));
    }
  }

  /** Checks that values fill a shape. */
  static void fill(int values, long[] shape) {
    long elements = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    if (elements != values) {
      throw new IllegalArgumentException(
          "constant: %d values for shape %s".formatted(values, Arrays.toString(shape)));
    }
  }
}
