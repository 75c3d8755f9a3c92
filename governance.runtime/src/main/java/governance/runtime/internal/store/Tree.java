package governance.runtime.internal.store;

import java.util.LinkedHashMap;
import java.util.Map;

/** Makes the maps that JSON files are written from. */
public final class Tree {
  private Tree() {}

  /** Returns a map of alternating keys and values that keeps their order; values may be null. */
  public static Map<String, Object> of(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
