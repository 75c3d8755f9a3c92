package governance.runtime.internal.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of a JSON document that knows where it came from. */
public sealed interface Node {
  /** Returns where the value came from, for readers: {@code default}, {@code loans.json line 4}. */
  String origin();

  /**
   * A text, number, boolean or null.
   *
   * @param value String, Long, Double (finite), Boolean or null
   * @param origin where it came from
   */
  record Scalar(Object value, String origin) implements Node {}

  /**
   * A list.
   *
   * @param items its items
   * @param origin where it came from
   */
  record Array(List<Node> items, String origin) implements Node {
    /** Copies the list. */
    public Array {
      items = List.copyOf(items);
    }
  }

  /**
   * An object; the order of its members is kept.
   *
   * @param members its members by key
   * @param origin where it came from
   */
  record Obj(Map<String, Node> members, String origin) implements Node {
    /** Copies the map. */
    public Obj {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** Returns an object without members. */
    public static Obj empty(String origin) {
      return new Obj(Map.of(), origin);
    }

    /** Returns this object with one member set, or removed where {@code node} is null. */
    public Obj with(String key, Node node) {
      Map<String, Node> all = new LinkedHashMap<>(members);
      if (node == null) {
        all.remove(key);
      } else {
        all.put(key, node);
      }
      return new Obj(all, origin);
    }
  }
}
