package plugins.fairness.internal.metric.score;

import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.Part;
import java.util.Arrays;
import java.util.List;
import plugins.fairness.internal.metric.Comparison;
import plugins.fairness.internal.metric.GroupGap;
import plugins.fairness.internal.metric.GroupGap.Asked;
import plugins.fairness.internal.metric.Partition;

/** Accuracy by group among the rows that a model is surest of. */
final class Selective {
  private final EvaluationSet set;
  private final double[] confidence;
  private final double[] share;
  private double border = Double.NEGATIVE_INFINITY;
  private double shareAtBorder = 1;

  private Selective(EvaluationSet set, double[] confidence, double coverage) {
    this.set = set;
    this.confidence = confidence;
    findBorder(coverage);
    this.share = shares();
  }

  private static double[] confidence(EvaluationSet set) {
    double[] confidence = new double[set.size()];
    for (int row = 0; row < confidence.length; row++) {
      confidence[row] = set.scores(set.predictions()[row])[row];
    }
    return confidence;
  }

  /** Where rows that tie cross the coverage, an equal part of each is decided. */
  private void findBorder(double coverage) {
    int[] order = ScoreOrder.drawn(set, Selective.class, confidence);
    double total = 0;
    for (int row = 0; row < confidence.length; row++) {
      total += set.weight(row);
    }
    double left = coverage * total;
    int end = order.length;
    while (end > 0) {
      double tied = 0;
      double value = confidence[order[end - 1]];
      while (end > 0 && confidence[order[end - 1]] == value) {
        tied += set.weight(order[--end]);
      }
      if (tied >= left) {
        border = value;
        shareAtBorder = tied > 0 ? left / tied : 1;
        return;
      }
      left -= tied;
    }
  }

  /** Returns which part of each row is decided. */
  private double[] shares() {
    double[] shares = new double[confidence.length];
    for (int row = 0; row < shares.length; row++) {
      shares[row] = confidence[row] > border ? 1 : 0;
      if (confidence[row] == border) {
        shares[row] = shareAtBorder;
      }
    }
    return shares;
  }

  private record Whole() {}

  private record Hits() {}

  private static double[] hits(EvaluationSet set) {
    double[] hits = new double[set.size()];
    for (int row = 0; row < hits.length; row++) {
      hits[row] = set.labels()[row] == set.predictions()[row] ? 1 : 0;
    }
    return hits;
  }

  static MetricResult evaluate(EvaluationSet set, SelectiveConfig config) {
    Comparison comparison = Comparison.DIFFERENCE;
    if (!set.hasScores()) {
      return MetricResult.undefined(comparison.direction(), "the predictions come without scores");
    }
    if (config.coverage() <= 0) {
      return MetricResult.undefined(comparison.direction(), "a coverage of 0 decides no row");
    }
    double[] confidence = set.shared(Selective.class, () -> confidence(set));
    boolean whole =
        set.shared(Whole.class, () -> Arrays.stream(confidence).noneMatch(Double::isNaN));
    if (!whole) {
      return MetricResult.undefined(comparison.direction(), "a score is not a number");
    }
    Selective selective = new Selective(set, confidence, config.coverage());
    Asked asked =
        new Asked(config.columns(), config.privileged(), config.intersect(), config.smallGroup());
    return GroupGap.evaluate(
        set, asked, "accuracy where decided", comparison, selective::accuracies);
  }

  private double[] accuracies(Partition groups, List<Part> more) {
    if (more != null) {
      double[] coverage = Means.of(set, groups, share, null);
      for (int group = 0; group < coverage.length; group++) {
        more.add(Part.of(groups.named(group) + " coverage", coverage[group]));
      }
    }
    return Means.of(set, groups, set.shared(Hits.class, () -> hits(set)), share);
  }
}
