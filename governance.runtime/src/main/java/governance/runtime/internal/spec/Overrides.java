package governance.runtime.internal.spec;

import governance.api.Problem;
import governance.api.Remedy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Lays single values, given by dotted keys, over a spec. In the lists of contributions the second
 * part of a key is an id; since ids have dots of their own, the longest id that is known is taken.
 */
public final class Overrides {
  private static final Set<String> OPEN_LISTS = Set.of("gates", "parties");

  private final Function<String, Collection<String>> installed;
  private final List<Problem> problems;

  /**
   * Prepares for one request.
   *
   * @param installed the ids that are installed, by name of the list
   * @param problems takes what is wrong
   */
  public Overrides(Function<String, Collection<String>> installed, List<Problem> problems) {
    this.installed = installed;
    this.problems = problems;
  }

  /** Returns the spec with the values laid over it, in the order of their keys. */
  public Node.Obj apply(Node.Obj spec, Map<String, String> values, Map<String, String> origins) {
    Node.Obj result = spec;
    for (Map.Entry<String, String> value : new TreeMap<>(values).entrySet()) {
      String key = value.getKey();
      String origin = origins.getOrDefault(key, "--set");
      Optional<List<String>> path = path(result, key, origin);
      if (path.isPresent()) {
        Node node = JsonText.lenient(value.getValue(), origin);
        for (int i = path.get().size() - 1; i > 0; i--) {
          node = new Node.Obj(Map.of(path.get().get(i), node), origin);
        }
        result = Layers.merge(result, Node.Obj.empty(origin).with(path.get().get(0), node));
      }
    }
    return result;
  }

  private Optional<List<String>> path(Node.Obj spec, String key, String origin) {
    int dot = key.indexOf('.');
    if (key.isBlank() || key.startsWith(".") || key.endsWith(".") || key.contains("..")) {
      problems.add(
          new Problem(
              Remedy.FIX_SPEC,
              origin + " " + key,
              "is no key",
              "dotted keys such as train.epochs",
              "Correct the key"));
      return Optional.empty();
    }
    if (dot < 0) {
      return Optional.of(List.of(key));
    }
    String head = key.substring(0, dot);
    String rest = key.substring(dot + 1);
    if (Layers.LISTS.containsKey(head)) {
      return item(spec, head, rest, origin);
    }
    if (key.startsWith("data.columns.")) {
      return Optional.of(List.of("data", "columns", key.substring("data.columns.".length())));
    }
    return Optional.of(List.of(key.split("\\.")));
  }

  private Optional<List<String>> item(Node.Obj spec, String list, String rest, String origin) {
    Collection<String> known = new TreeSet<>(installed.apply(list));
    known.addAll(Layers.names(spec, list));
    Optional<String> id =
        known.stream()
            .filter(k -> rest.equals(k) || rest.startsWith(k + "."))
            .max(Comparator.comparingInt(String::length));
    if (id.isEmpty() && OPEN_LISTS.contains(list)) {
      id = Optional.of(rest.contains(".") ? rest.substring(0, rest.indexOf('.')) : rest);
    }
    if (id.isEmpty()) {
      problems.add(unknown(list, rest, origin, known));
      return Optional.empty();
    }
    List<String> path = new ArrayList<>(List.of(list, id.get()));
    if (rest.length() > id.get().length()) {
      path.addAll(List.of(rest.substring(id.get().length() + 1).split("\\.")));
    }
    return Optional.of(path);
  }

  private static Problem unknown(
      String list, String rest, String origin, Collection<String> known) {
    List<String> prefixes = new ArrayList<>(List.of(rest));
    for (int dot = rest.lastIndexOf('.'); dot > 0; dot = rest.lastIndexOf('.', dot - 1)) {
      prefixes.add(rest.substring(0, dot));
    }
    String advice =
        prefixes.stream()
            .filter(prefix -> Suggestion.nearest(prefix, known).isPresent())
            .min(
                Comparator.comparingInt(
                    p -> Suggestion.distance(p, Suggestion.nearest(p, known).orElseThrow())))
            .map(p -> Suggestion.advice(p, known, ""))
            .orElse("See what there is: governance list");
    return new Problem(
        Remedy.FIX_SPEC,
        origin + " " + list + "." + rest,
        "names no item of " + list,
        known.isEmpty() ? "nothing: none is installed" : String.join(", ", known),
        advice);
  }
}
