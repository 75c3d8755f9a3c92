package plugins.fairness.internal.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import plugins.fairness.internal.inspect.Subject.Attribute;

/**
 * Groups that several attributes form together.
 *
 * @param name the attributes' names
 * @param groups the combinations that rows have; a row with an unknown part belongs to none
 * @param possible how many combinations there could be
 */
record Intersections(String name, Categories groups, double possible) {
  static Intersections of(List<Attribute> attributes) {
    int size = attributes.get(0).groups().codes().length;
    TreeMap<List<Integer>, Integer> found =
        new TreeMap<>(
            (a, b) -> {
              int first = 0;
              while (first < a.size() && a.get(first).equals(b.get(first))) {
                first++;
              }
              return first == a.size() ? 0 : Integer.compare(a.get(first), b.get(first));
            });
    List<List<Integer>> keys = new ArrayList<>(size);
    for (int row = 0; row < size; row++) {
      List<Integer> key = key(attributes, row);
      keys.add(key);
      if (key != null) {
        found.put(key, 0);
      }
    }
    List<String> names = new ArrayList<>();
    for (Map.Entry<List<Integer>, Integer> entry : found.entrySet()) {
      entry.setValue(names.size());
      names.add(named(attributes, entry.getKey()));
    }
    int[] codes = keys.stream().mapToInt(k -> k == null ? -1 : found.get(k)).toArray();
    String name = attributes.stream().map(Attribute::name).collect(Collectors.joining(" × "));
    double possible =
        attributes.stream().mapToDouble(a -> a.groups().size()).reduce(1, (a, b) -> a * b);
    return new Intersections(name, new Categories(List.copyOf(names), codes), possible);
  }

  private static String named(List<Attribute> attributes, List<Integer> key) {
    List<String> parts = new ArrayList<>();
    for (int a = 0; a < key.size(); a++) {
      parts.add(attributes.get(a).groups().names().get(key.get(a)));
    }
    return String.join(" · ", parts);
  }

  private static List<Integer> key(List<Attribute> attributes, int row) {
    List<Integer> key = new ArrayList<>(attributes.size());
    for (Attribute attribute : attributes) {
      int code = attribute.groups().codes()[row];
      if (code < 0) {
        return null;
      }
      key.add(code);
    }
    return key;
  }

  /** Returns a sentence on combinations that no row has; empty where there is none. */
  Optional<String> empty() {
    long missing = (long) possible - groups.size();
    return missing <= 0
        ? Optional.empty()
        : Optional.of(
            "%s of %s combinations of %s have no row at all: nothing can be said about them."
                .formatted(Words.count(missing), Words.count((long) possible), name));
  }
}
