package governance.api.train;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A tensor that belongs to a penalty and is trained with the model, such as the weights of an
 * adversary. It begins with draws from a normal distribution that follow from the run's seed, the
 * penalty's id and the name; it has no weight decay, and else is treated as the model's own
 * parameters: learning rate, norm bound, clipping and noise of a gradient policy, checkpoints. It
 * ends with training and is no part of the tuned model.
 *
 * @param name unique within the penalty: letters, digits, {@code . _ -}
 * @param shape length of each axis, at least 1; empty for a scalar
 * @param mean mean of the first values
 * @param deviation standard deviation of the first values, at least 0; 0 for a constant
 * @since 1.1
 */
public record OwnParameter(String name, List<Long> shape, double mean, double deviation) {
  /** Checks the parts. */
  public OwnParameter {
    Objects.requireNonNull(name, "name");
    shape = List.copyOf(shape);
    if (!name.matches("[A-Za-z0-9._-]+")) {
      throw new IllegalArgumentException("name \"" + name + "\": letters, digits and . _ - only");
    }
    if (shape.stream().anyMatch(length -> length < 1)) {
      throw new IllegalArgumentException("shape " + shape + " of " + name + ": at least 1 an axis");
    }
    if (!(Double.isFinite(mean) && Double.isFinite(deviation) && deviation >= 0)) {
      throw new IllegalArgumentException(
          name
              + ": mean "
              + mean
              + " and deviation "
              + deviation
              + " must be finite, the latter ≥ 0");
    }
  }

  /** Returns a tensor that begins with draws from N(0, deviation²). */
  public static OwnParameter normal(String name, double deviation, long... shape) {
    return new OwnParameter(name, axes(shape), 0, deviation);
  }

  /** Returns a tensor that begins with one value everywhere, such as 0 for a bias. */
  public static OwnParameter constant(String name, double value, long... shape) {
    return new OwnParameter(name, axes(shape), value, 0);
  }

  private static List<Long> axes(long... shape) {
    return Arrays.stream(shape).boxed().toList();
  }
}
