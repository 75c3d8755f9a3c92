package governance.runtime.internal.cli.command;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One thing that was looked at.
 *
 * @param name what
 * @param state how it is
 * @param detail what was found
 */
public record Finding(String name, State state, String detail) {
  /** How a thing is. */
  public enum State {
    /** As it should be. */
    GOOD,
    /** Worth knowing. */
    NOTE,
    /** Runs cannot work. */
    BAD
  }

  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", name);
    tree.put("state", state.name());
    tree.put("detail", detail);
    return tree;
  }
}
