package governance.runtime.internal.sweep;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One combination of values.
 *
 * @param number its number, from 1
 * @param values value by key that is varied, in the order the keys were given
 * @param reference whether everything that is varied is a penalty without weight here
 */
public record GridPoint(int number, Map<String, String> values, boolean reference) {
  /** Copies the map. */
  public GridPoint {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** Returns the values in one line, such as {@code penalties.x.weight=0.1, train.epochs=3}. */
  public String words() {
    StringBuilder words = new StringBuilder();
    values.forEach(
        (key, value) ->
            words.append(words.isEmpty() ? "" : ", ").append(key).append('=').append(value));
    return words.toString();
  }
}
