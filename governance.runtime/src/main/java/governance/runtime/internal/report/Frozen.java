package governance.runtime.internal.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Copies trees into the form that renderers are promised: unmodifiable, Long and Double only, null
 * for not a number.
 */
final class Frozen {
  private Frozen() {}

  static Map<String, Object> map(Map<?, ?> map) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(key.toString(), value(value)));
    return Collections.unmodifiableMap(copy);
  }

  private static Object value(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map(map);
    }
    if (value instanceof Iterable<?> items) {
      List<Object> copy = new ArrayList<>();
      items.forEach(i -> copy.add(value(i)));
      return Collections.unmodifiableList(copy);
    }
    if (value instanceof Integer i) {
      return i.longValue();
    }
    if (value instanceof Float f) {
      return value((Object) Double.valueOf(f.toString()));
    }
    return value instanceof Double d && !Double.isFinite(d) ? null : value;
  }
}
