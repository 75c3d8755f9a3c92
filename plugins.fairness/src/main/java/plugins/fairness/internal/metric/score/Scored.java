package plugins.fairness.internal.metric.score;

import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.MetricResult;
import java.util.Arrays;
import java.util.stream.IntStream;
import plugins.fairness.internal.metric.Comparison;
import plugins.fairness.internal.metric.GroupGap;
import plugins.fairness.internal.metric.GroupGap.Asked;
import plugins.fairness.internal.metric.GroupGap.Figure;
import plugins.fairness.internal.metric.Selection;

/**
 * The scores of one class that a metric reads, or why it cannot.
 *
 * @param positive index of the class
 * @param values its score of each row, none NaN
 * @param why why there are none, otherwise empty
 */
record Scored(int positive, double[] values, String why) {

  /** Reads the scores of a class, the favourable one for an empty name. */
  static Scored of(EvaluationSet set, String named) {
    int positive = Selection.positive(set, named);
    if (positive < 0) {
      return none(Selection.NO_FAVOURABLE);
    }
    if (!set.hasScores()) {
      return none("the predictions come without scores");
    }
    double[] values = set.scores(positive);
    boolean whole = set.shared(new Whole(positive), () -> whole(values));
    for (int row = 0; !whole && row < values.length; row++) {
      if (Double.isNaN(values[row]) && set.weight(row) > 0) {
        return none("a score of class " + set.classes().get(positive) + " is not a number");
      }
    }
    return new Scored(positive, values, "");
  }

  private record Whole(int positive) {}

  private static boolean whole(double[] values) {
    return Arrays.stream(values).noneMatch(Double::isNaN);
  }

  private record Proper(int positive) {}

  private static boolean proper(double[] values) {
    return Arrays.stream(values).allMatch(v -> v >= 0 && v <= 1);
  }

  /** The same, where scores must be probabilities. */
  static Scored probabilities(EvaluationSet set, String named) {
    Scored scored = of(set, named);
    if (scored.usable() && set.shared(new Proper(scored.positive), () -> proper(scored.values))) {
      return scored;
    }
    for (int row = 0; scored.usable() && row < scored.values.length; row++) {
      double value = scored.values[row];
      if (!(value >= 0 && value <= 1) && set.weight(row) > 0) {
        return none("a score is " + value + " and no probability of 0 to 1");
      }
    }
    return scored;
  }

  private static Scored none(String why) {
    return new Scored(-1, new double[0], why);
  }

  /** Returns the rows with a weight above 0 by ascending score. */
  int[] order(EvaluationSet set) {
    return ScoreOrder.drawn(set, positive, values);
  }

  private record Others(int positive) {}

  /** Returns 0 for each row that is of the class, else 1; never to be changed. */
  double[] others(EvaluationSet set) {
    double[] truth = truth(set);
    return set.shared(
        new Others(positive), () -> Arrays.stream(truth).map(each -> 1 - each).toArray());
  }

  private record Surplus(int positive) {}

  /** Returns by how much each row is scored above what is true; never to be changed. */
  double[] surplus(EvaluationSet set) {
    double[] truth = truth(set);
    return set.shared(
        new Surplus(positive),
        () -> IntStream.range(0, truth.length).mapToDouble(r -> values[r] - truth[r]).toArray());
  }

  private record Truth(int positive) {}

  /** Returns 1 for each row that is of the class, else 0; never to be changed. */
  double[] truth(EvaluationSet set) {
    return set.shared(
        new Truth(positive),
        () -> Arrays.stream(set.labels()).mapToDouble(l -> l == positive ? 1 : 0).toArray());
  }

  boolean usable() {
    return why.isEmpty();
  }

  MetricResult undefined(Direction direction) {
    return MetricResult.undefined(direction, why);
  }

  /** Evaluates a difference between groups of a figure of these scores. */
  MetricResult difference(EvaluationSet set, Asked asked, String title, Figure figure) {
    return usable()
        ? GroupGap.evaluate(set, asked, title, Comparison.DIFFERENCE, figure)
        : undefined(Comparison.DIFFERENCE.direction());
  }

  /** Returns what the settings of these metrics ask for. */
  static Asked asked(ScoreConfig config) {
    return new Asked(
        config.columns(), config.privileged(), config.intersect(), config.smallGroup());
  }
}
