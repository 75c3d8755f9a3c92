package plugins.quality.internal;

import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.MetricResult;

/** The mean loss over the hidden places of a masked language model. */
final class HiddenPlaces {
  /** Below this a probability counts as this, so that one place cannot make a figure infinite. */
  private static final double LEAST = 1e-12;

  private HiddenPlaces() {}

  /** Returns Σ w · −ln p(original) / Σ w in nats, NaN without places or probabilities. */
  static double loss(EvaluationSet set) {
    if (!set.hasScores()) {
      return Double.NaN;
    }
    double[] right = set.scores(set.classes().indexOf("original"));
    double sum = 0;
    double all = 0;
    for (int place = 0; place < right.length; place++) {
      sum -= set.weight(place) * Math.log(Math.max(LEAST, right[place]));
      all += set.weight(place);
    }
    return sum / all;
  }

  /** Returns a figure that is better when lower. */
  static MetricResult result(EvaluationSet set, double value) {
    return Double.isNaN(value)
        ? MetricResult.undefined(
            Direction.LOWER_IS_BETTER, set.hasScores() ? Figures.NO_ROWS : Figures.NO_SCORES)
        : MetricResult.of(value, Direction.LOWER_IS_BETTER, set.size());
  }
}
