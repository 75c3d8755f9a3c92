package plugins.privacy.internal.attack;

import governance.api.evaluate.EvaluationSet.Groups;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Scores of those members and non-members that have one, with their groups.
 *
 * @param members scores of members
 * @param others scores of non-members
 * @param memberGroups group of each member by protected column, empty where it is missing
 * @param otherGroups group of each non-member
 */
record Pair(
    double[] members,
    double[] others,
    Map<String, List<String>> memberGroups,
    Map<String, List<String>> otherGroups) {

  static Pair of(Membership membership, Attack attack) {
    Membership.Scores scores = membership.scores(attack);
    int[] members = defined(scores.members());
    int[] others = defined(scores.others());
    return new Pair(
        Arrays.stream(members).mapToDouble(i -> scores.members()[i]).toArray(),
        Arrays.stream(others).mapToDouble(i -> scores.others()[i]).toArray(),
        names(membership.members().groups(), members),
        names(membership.others().groups(), others));
  }

  private static int[] defined(double[] scores) {
    return IntStream.range(0, scores.length).filter(i -> Double.isFinite(scores[i])).toArray();
  }

  private static Map<String, List<String>> names(Map<String, Groups> groups, int[] rows) {
    Map<String, List<String>> names = new LinkedHashMap<>();
    groups.forEach(
        (column, g) ->
            names.put(
                column,
                Arrays.stream(rows)
                    .mapToObj(row -> g.index()[row] < 0 ? "" : g.names().get(g.index()[row]))
                    .toList()));
    return names;
  }

  long n() {
    return (long) members.length + others.length;
  }

  Roc roc() {
    return new Roc(members, others);
  }

  /** Returns the groups of a column that have a member or a non-member, sorted. */
  List<String> groups(String column) {
    TreeSet<String> all = new TreeSet<>(memberGroups.get(column));
    all.addAll(otherGroups.getOrDefault(column, List.of()));
    all.remove("");
    return List.copyOf(all);
  }

  /** Returns the rows of one group, or with {@code in} false those of all other groups. */
  Pair of(String column, String group, boolean in) {
    return new Pair(
        chosen(members, memberGroups.get(column), group, in),
        chosen(others, otherGroups.getOrDefault(column, List.of()), group, in),
        Map.of(),
        Map.of());
  }

  private static double[] chosen(double[] scores, List<String> names, String group, boolean in) {
    return IntStream.range(0, names.size())
        .filter(i -> !names.get(i).isEmpty() && names.get(i).equals(group) == in)
        .mapToDouble(i -> scores[i])
        .toArray();
  }
}
