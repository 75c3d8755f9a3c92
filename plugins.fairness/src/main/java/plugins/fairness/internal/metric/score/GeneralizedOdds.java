package plugins.fairness.internal.metric.score;

import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.Part;
import java.util.ArrayList;
import java.util.List;
import plugins.fairness.internal.metric.Comparison;
import plugins.fairness.internal.metric.Partition;

/** Mean scores of the rows of the class, and of the others, by group. */
final class GeneralizedOdds {
  private GeneralizedOdds() {}

  static MetricResult evaluate(EvaluationSet set, ScoreConfig config) {
    Scored scored = Scored.of(set, config.positive());
    MetricResult positives = difference(set, config, scored, true);
    MetricResult negatives = difference(set, config, scored, false);
    if (!positives.defined() || !negatives.defined()) {
      MetricResult without = positives.defined() ? negatives : positives;
      return MetricResult.undefined(Comparison.DIFFERENCE.direction(), without.note())
          .withGroups(positives.groups());
    }
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < set.protectedColumns().size() && i < positives.parts().size(); i++) {
      Part part = positives.parts().get(i);
      if (set.protectedColumns().contains(part.name())) {
        double other = negatives.parts().get(i).value();
        parts.add(Part.of(part.name(), Comparison.DIFFERENCE.worse(part.value(), other)));
      }
    }
    for (MetricResult each : List.of(positives, negatives)) {
      each.parts().stream()
          .filter(part -> !set.protectedColumns().contains(part.name()))
          .forEach(parts::add);
    }
    negatives
        .groups()
        .forEach(
            g ->
                parts.add(
                    Part.of(
                        g.column() + "=" + g.group() + " generalized false positive rate",
                        g.value())));
    addSums(set, scored, parts);
    double value = Math.max(positives.value(), negatives.value());
    return MetricResult.of(value, Comparison.DIFFERENCE.direction(), positives.n())
        .withGroups(positives.groups())
        .withParts(parts)
        .withNote(positives.note());
  }

  private static MetricResult difference(
      EvaluationSet set, ScoreConfig config, Scored scored, boolean positives) {
    String title = "generalized " + (positives ? "true" : "false") + " positive rate";
    return scored.difference(
        set,
        Scored.asked(config),
        title,
        (groups, more) ->
            Means.of(
                set, groups, scored.values(), positives ? scored.truth(set) : scored.others(set)));
  }

  private static void addSums(EvaluationSet set, Scored scored, List<Part> parts) {
    double[] sums = new double[2];
    double[] truth = scored.truth(set);
    Partition.everyone(set)
        .forEach(
            set,
            (row, group, weight) -> sums[truth[row] > 0 ? 0 : 1] += weight * scored.values()[row]);
    parts.add(Part.of("generalized true positives", sums[0]));
    parts.add(Part.of("generalized false positives", sums[1]));
  }
}
