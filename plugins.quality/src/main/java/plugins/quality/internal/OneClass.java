package plugins.quality.internal;

import governance.api.GovernanceException;
import governance.api.Settings;
import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.MetricResult;
import java.util.function.ToDoubleBiFunction;

/** A share of rows, by whether they are and are predicted to be of one class. */
final class OneClass {
  private OneClass() {}

  /**
   * Returns a figure, better when higher, for all rows and each group.
   *
   * @param figure the figure of counts and the class's index; NaN where no row is there to count
   */
  static MetricResult result(
      EvaluationSet set, Settings settings, ToDoubleBiFunction<Confusion, Integer> figure) {
    int positive = positive(set, settings.as(PositiveConfig.class).positive());
    if (positive < 0) {
      return MetricResult.undefined(Direction.HIGHER_IS_BETTER, noClass(set));
    }
    Confusion all = Confusion.of(set);
    MetricResult result =
        Figures.result(
            set, Direction.HIGHER_IS_BETTER, all, counts -> figure.applyAsDouble(counts, positive));
    return all.rows() > 0 && !result.defined()
        ? MetricResult.undefined(Direction.HIGHER_IS_BETTER, "no row to take the share among")
            .withGroups(result.groups())
        : result;
  }

  /** Says why there is no class to look at. */
  static String noClass(EvaluationSet set) {
    return "the run has "
        + set.classes().size()
        + " classes, no favourable one, and the setting positive names none";
  }

  /** Returns the class of that name, or the favourable one or the second of two; or -1. */
  static int positive(EvaluationSet set, String named) {
    if (named.isEmpty()) {
      boolean two = set.favourable() < 0 && set.classes().size() == 2;
      return two ? 1 : set.favourable();
    }
    int positive = set.classes().indexOf(named);
    if (positive < 0) {
      throw GovernanceException.spec(
          "setting positive", "got " + named, "classes " + set.classes(), "Name one of them");
    }
    return positive;
  }

  /** Returns the share of rows of the class that were recognised. */
  static double sensitivity(Confusion counts, int positive) {
    return counts.hits(positive) / counts.truth(positive);
  }

  /** Returns the share of rows of other classes that were not taken for the class. */
  static double specificity(Confusion counts, int positive) {
    double others = 0;
    for (int label = 0; label < counts.classes(); label++) {
      others += label == positive ? 0 : counts.truth(label);
    }
    double wrong = counts.predicted(positive) - counts.hits(positive);
    return (others - wrong) / others;
  }
}
