package plugins.report.internal;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A report tree as JSON with one form for one tree: keys sorted by code unit, integers without a
 * fraction, no figure that is not a number.
 */
final class CanonicalTree {
  private CanonicalTree() {}

  /**
   * Returns the tree as JSON.
   *
   * @throws IllegalArgumentException if a value has a type that the tree does not allow, or is NaN
   *     or infinite; names its place
   */
  static JsonObject of(Map<?, ?> tree) {
    return object(tree, "$");
  }

  private static JsonElement element(Object value, String place) {
    if (value == null) {
      return JsonNull.INSTANCE;
    } else if (value instanceof Map<?, ?> map) {
      return object(map, place);
    } else if (value instanceof List<?> list) {
      return array(list, place);
    } else if (value instanceof String text) {
      return new JsonPrimitive(text);
    } else if (value instanceof Boolean flag) {
      return new JsonPrimitive(flag);
    } else if (value instanceof Number number) {
      return number(number, place);
    }
    throw new IllegalArgumentException(
        place
            + " is a "
            + value.getClass().getName()
            + "; allowed: map, list, string, boolean, number, null");
  }

  private static JsonObject object(Map<?, ?> map, String place) {
    Map<String, Object> sorted = new TreeMap<>();
    map.forEach((key, value) -> sorted.put((String) key, value));
    JsonObject object = new JsonObject();
    sorted.forEach((key, value) -> object.add(key, element(value, place + "." + key)));
    return object;
  }

  private static JsonArray array(List<?> list, String place) {
    JsonArray array = new JsonArray(list.size());
    for (int i = 0; i < list.size(); i++) {
      array.add(element(list.get(i), place + "[" + i + "]"));
    }
    return array;
  }

  private static JsonPrimitive number(Number number, String place) {
    double value = number.doubleValue();
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          place + " is " + value + "; a figure that is not defined must be null");
    }
    boolean whole = number instanceof Long || number instanceof Integer || isExactInteger(value);
    return whole ? new JsonPrimitive(number.longValue()) : new JsonPrimitive(value);
  }

  /** Whether a double is an integer that every reader of JSON holds exactly (below 2^53). */
  private static boolean isExactInteger(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1L << 53;
  }
}
