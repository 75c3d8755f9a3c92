package governance.runtime.internal.settings;

import java.util.List;

/**
 * One setting.
 *
 * @param key its key, the name of the annotation's method
 * @param type the type of its value, or of each item
 * @param list whether it takes several values
 * @param fallback the default: String, Boolean, Long, Double, or a List of these; null when one
 *     must be given
 * @param min least value, NaN for none; that of {@code int} where nothing narrower is declared
 * @param max greatest value, likewise
 * @param options the only values allowed; empty for any
 * @param description what it does, for readers
 */
public record Setting(
    String key,
    Type type,
    boolean list,
    Object fallback,
    double min,
    double max,
    List<String> options,
    String description) {
  /** Copies the list. */
  public Setting {
    options = List.copyOf(options);
  }

  /** Returns the least value, or NaN where it is only what the type can hold. */
  public double least() {
    return min == Integer.MIN_VALUE ? Double.NaN : min;
  }

  /** Returns the greatest value, or NaN where it is only what the type can hold. */
  public double most() {
    return max == Integer.MAX_VALUE ? Double.NaN : max;
  }

  /** Types of values. */
  public enum Type {
    /** A text. */
    STRING,
    /** True or false. */
    BOOLEAN,
    /** A whole number. */
    WHOLE,
    /** A finite number. */
    NUMBER
  }
}
