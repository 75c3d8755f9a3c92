package governance.runtime.internal.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lays one document over another. Objects are merged by key and everything else is replaced, with
 * two additions. A list of contributions is replaced by a list, but changed item by item by an
 * object whose keys are ids (null removes an item). And where a key stands for the same question as
 * another ({@code weight} and {@code target}, {@code name} and {@code file}), the upper document's
 * answer replaces the lower's.
 */
public final class Layers {
  /** The lists of the spec whose items are named, with the key that names them. */
  static final Map<String, String> LISTS = lists();

  private static final Map<String, String> RIVALS =
      Map.of("weight", "target", "target", "weight", "name", "file", "file", "name");

  private Layers() {}

  private static Map<String, String> lists() {
    Map<String, String> lists = new LinkedHashMap<>();
    for (String list :
        List.of(
            "inspection",
            "transforms",
            "penalties",
            "metrics",
            "explainers",
            "gates",
            "reports",
            "sinks")) {
      lists.put(list, "id");
    }
    lists.put("parties", "name");
    return lists;
  }

  /** Returns the names of the items of one list of a spec. */
  public static List<String> names(Node.Obj spec, String list) {
    String name = LISTS.get(list);
    List<String> names = new ArrayList<>();
    if (spec.members().get(list) instanceof Node.Array array) {
      named(array, name).items().forEach(item -> names.add(String.valueOf(nameOf(item, name))));
    }
    return names;
  }

  /** Returns the upper spec laid over the lower one. */
  public static Node.Obj merge(Node.Obj lower, Node.Obj upper) {
    Node.Obj result = lower;
    for (Map.Entry<String, Node> member : upper.members().entrySet()) {
      String key = member.getKey();
      Node below = lower.members().get(key);
      Node node = member.getValue();
      String name = LISTS.get(key);
      Node merged;
      if (name != null) {
        merged = list(below, node, name);
      } else if (key.equals("data")
          && node instanceof Node.Scalar s
          && s.value() instanceof String) {
        merged = node(below, new Node.Obj(Map.of("name", s), s.origin()));
      } else {
        merged = node(below, node);
      }
      result = result.with(key, merged);
    }
    return result;
  }

  private static Node list(Node lower, Node upper, String name) {
    if (upper instanceof Node.Array array) {
      return named(array, name);
    }
    if (!(upper instanceof Node.Obj changes)) {
      return upper;
    }
    List<Node> items =
        new ArrayList<>(lower instanceof Node.Array a ? named(a, name).items() : List.of());
    changes.members().forEach((id, change) -> change(items, name, id, change));
    return new Node.Array(items, lower == null ? upper.origin() : lower.origin());
  }

  private static void change(List<Node> items, String name, String id, Node change) {
    int at = 0;
    while (at < items.size() && !id.equals(nameOf(items.get(at), name))) {
      at++;
    }
    boolean found = at < items.size();
    if (change instanceof Node.Scalar s && s.value() == null) {
      if (found) {
        items.remove(at);
      }
    } else if (found) {
      items.set(at, node(items.get(at), change));
    } else {
      Node fresh =
          new Node.Obj(Map.of(name, new Node.Scalar(id, change.origin())), change.origin());
      items.add(node(fresh, change));
    }
  }

  /** Returns the list with each bare text made an item of that name. */
  private static Node.Array named(Node.Array list, String name) {
    List<Node> items = new ArrayList<>();
    for (Node item : list.items()) {
      boolean bare = item instanceof Node.Scalar s && s.value() instanceof String;
      items.add(bare ? new Node.Obj(Map.of(name, item), item.origin()) : item);
    }
    return new Node.Array(items, list.origin());
  }

  private static String nameOf(Node item, String name) {
    boolean named =
        item instanceof Node.Obj o
            && o.members().get(name) instanceof Node.Scalar s
            && s.value() instanceof String;
    return named ? (String) ((Node.Scalar) ((Node.Obj) item).members().get(name)).value() : null;
  }

  private static Node node(Node lower, Node upper) {
    if (!(lower instanceof Node.Obj below) || !(upper instanceof Node.Obj above)) {
      return upper;
    }
    Node.Obj result = below;
    for (Map.Entry<String, Node> member : above.members().entrySet()) {
      String key = member.getKey();
      String rival = RIVALS.get(key);
      if (rival != null && !above.members().containsKey(rival)) {
        result = result.with(rival, null);
      }
      result = result.with(key, node(below.members().get(key), member.getValue()));
    }
    return result;
  }
}
