package plugins.privacy.internal.attack;

import governance.api.evaluate.EvaluationSet;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * A sensitive attribute of members and non-members.
 *
 * @param name its column
 * @param values all values, sorted
 * @param members index of each member's value, -1 where it is missing
 * @param others that of each non-member's
 */
record Attribute(String name, List<String> values, int[] members, int[] others) {
  static Attribute of(String name, EvaluationSet members, EvaluationSet others) {
    List<String> one = texts(name, members);
    List<String> other = texts(name, others);
    TreeSet<String> all = new TreeSet<>();
    one.stream().filter(v -> v != null).forEach(all::add);
    other.stream().filter(v -> v != null).forEach(all::add);
    List<String> values = List.copyOf(all);
    return new Attribute(name, values, index(one, values), index(other, values));
  }

  private static List<String> texts(String name, EvaluationSet set) {
    if (!set.protectedColumns().contains(name)) {
      return set.column(name);
    }
    EvaluationSet.Groups groups = set.groups(name);
    return Arrays.stream(groups.index())
        .mapToObj(i -> i < 0 ? null : groups.names().get(i))
        .toList();
  }

  private static int[] index(List<String> texts, List<String> values) {
    return texts.stream().mapToInt(t -> t == null ? -1 : values.indexOf(t)).toArray();
  }
}
