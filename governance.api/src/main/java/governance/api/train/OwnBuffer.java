package governance.api.train;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A tensor that a penalty keeps from step to step, such as a running estimate. It is not trained:
 * no gradient reaches it, and it changes only by {@link PenaltyContext#keep}. Checkpoints hold it,
 * so a run that goes on continues with the same values. It ends with training.
 *
 * @param name unique among the buffers of the penalty: letters, digits, {@code . _ -}
 * @param shape length of each axis, at least 1; empty for a scalar
 * @param first the value that every element begins with, finite
 * @since 1.1
 */
public record OwnBuffer(String name, List<Long> shape, double first) {
  /** Checks the parts. */
  public OwnBuffer {
    Objects.requireNonNull(name, "name");
    shape = List.copyOf(shape);
    if (!name.matches("[A-Za-z0-9._-]+")) {
      throw new IllegalArgumentException("name \"" + name + "\": letters, digits and . _ - only");
    }
    if (shape.stream().anyMatch(length -> length < 1)) {
      throw new IllegalArgumentException("shape " + shape + " of " + name + ": at least 1 an axis");
    }
    if (!Double.isFinite(first)) {
      throw new IllegalArgumentException(name + ": first value " + first + " must be finite");
    }
  }

  /** Returns a tensor that begins with one value everywhere. */
  public static OwnBuffer of(String name, double first, long... shape) {
    return new OwnBuffer(name, Arrays.stream(shape).boxed().toList(), first);
  }
}
