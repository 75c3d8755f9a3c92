package governance.runtime.internal.configuration;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What Configuration Admin holds for one PID.
 *
 * @param pid the PID, for a contribution its id
 * @param factory whether it is an instance of a factory, which nothing here makes use of
 * @param source where it was read from, in words
 * @param values the values by key, as Configuration Admin has them, without those that it or the
 *     management agent added
 */
public record Configured(String pid, boolean factory, String source, Map<String, Object> values) {
  /** Copies the map and sorts it by key. */
  public Configured {
    values = Collections.unmodifiableMap(new TreeMap<>(values));
  }

  /** Returns the origin of its values, as plans show it. */
  public String origin() {
    return "configuration " + pid;
  }
}
