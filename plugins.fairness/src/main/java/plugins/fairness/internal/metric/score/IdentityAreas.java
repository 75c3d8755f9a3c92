package plugins.fairness.internal.metric.score;

import governance.api.GovernanceException;
import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.GroupValue;
import governance.api.evaluate.MetricResult.Part;
import java.util.ArrayList;
import java.util.List;
import plugins.fairness.internal.metric.Partition;

/** Computes the areas of Borkan et al. for each identity and joins them. */
final class IdentityAreas {
  private static final String[] NAMES = {"subgroup AUC", "BPSN AUC", "BNSP AUC"};

  private final EvaluationSet set;
  private final IdentityConfig config;
  private final Scored scored;
  private final List<List<Double>> areas =
      List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  private final List<GroupValue> groups = new ArrayList<>();
  private final List<Part> details = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private long rows;

  private IdentityAreas(EvaluationSet set, IdentityConfig config, Scored scored) {
    this.set = set;
    this.config = config;
    this.scored = scored;
  }

  static MetricResult evaluate(EvaluationSet set, IdentityConfig config) {
    Scored scored = Scored.of(set, config.positive());
    if (!scored.usable()) {
      return scored.undefined(Direction.HIGHER_IS_BETTER);
    }
    IdentityAreas identities = new IdentityAreas(set, config, scored);
    identities.checkNames();
    set.protectedColumns().forEach(column -> identities.add(Partition.of(set, column)));
    return identities.result();
  }

  private void checkNames() {
    for (String entry : config.identities()) {
      boolean known =
          set.protectedColumns().stream()
              .anyMatch(
                  column ->
                      entry.startsWith(column + "=")
                          && set.groups(column)
                              .names()
                              .contains(entry.substring(column.length() + 1)));
      if (!known) {
        throw GovernanceException.spec(
            "setting identities",
            "got " + entry,
            "column=group of protected columns " + set.protectedColumns(),
            "Name one of their groups");
      }
    }
  }

  private void add(Partition column) {
    GroupAreas all = GroupAreas.of(set, column, scored);
    long[] sizes = column.rows(set);
    for (int group = 0; group < all.size(); group++) {
      String name = column.title() + "=" + column.name(group);
      rows += sizes[group];
      if (config.identities().length == 0 || List.of(config.identities()).contains(name)) {
        double[] each = {
          all.subgroup(group), all.othersOverNegatives(group), all.positivesOverOthers(group)
        };
        groups.add(GroupValue.of(column.title(), column.name(group), each[0], sizes[group]));
        for (int i = 0; i < each.length; i++) {
          details.add(Part.of(column.named(group) + " " + NAMES[i], each[i]));
          if (Double.isNaN(each[i])) {
            missing.add(NAMES[i] + " of " + column.named(group));
          } else {
            areas.get(i).add(each[i]);
          }
        }
      }
    }
  }

  private double mean(List<Double> each) {
    double sum = 0;
    for (double area : each) {
      sum += Math.pow(area, config.power());
    }
    return each.isEmpty() ? Double.NaN : Math.pow(sum / each.size(), 1 / config.power());
  }

  private MetricResult result() {
    double overall = overall();
    List<Part> parts = new ArrayList<>();
    parts.add(Part.of("overall AUC", overall));
    double sum = overall;
    for (int i = 0; i < NAMES.length; i++) {
      double mean = mean(areas.get(i));
      parts.add(Part.of("generalized mean of " + NAMES[i], mean));
      sum += mean;
    }
    if (Double.isNaN(sum)) {
      return MetricResult.undefined(
              Direction.HIGHER_IS_BETTER,
              "no group has rows of the class and of others, and neither has the rest: "
                  + String.join(", ", missing))
          .withGroups(groups);
    }
    parts.addAll(details);
    String note = missing.isEmpty() ? "" : "no rows for the " + String.join(", ", missing);
    return MetricResult.of(sum / 4, Direction.HIGHER_IS_BETTER, Math.min(rows, set.size()))
        .withGroups(groups)
        .withParts(parts)
        .withNote(note);
  }

  private double overall() {
    Partition everyone = Partition.everyone(set);
    return GroupAreas.of(set, everyone, scored).overall();
  }
}
