package plugins.fairness.internal.rule;

import governance.api.GovernanceException;
import governance.api.evaluate.EvaluationSet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Validation rows in an order that follows from their content, so that sums are always the same.
 */
final class Validation {
  private final String rule;
  private final EvaluationSet set;
  private final int[] members;
  private final int[] order;

  /**
   * Takes the rows.
   *
   * @throws GovernanceException if there are none, or no scores
   */
  Validation(String rule, EvaluationSet set, Membership membership) {
    if (set.size() == 0 || !set.hasScores()) {
      throw GovernanceException.spec(
          rule,
          set.size() == 0 ? "no validation rows" : "no scores of validation rows",
          "validation rows with scores",
          "Set data.split.validation above 0");
    }
    this.rule = rule;
    this.set = set;
    this.members = membership.of(set);
    Comparator<Integer> rows = Comparator.comparingInt(row -> members[row]);
    for (int c = 0; c < set.classes().size(); c++) {
      double[] scores = set.scores(c);
      rows = rows.thenComparingDouble(row -> scores[row]);
    }
    rows = rows.thenComparingInt(row -> set.labels()[row]).thenComparingDouble(set::weight);
    order =
        IntStream.range(0, set.size()).boxed().sorted(rows).mapToInt(Integer::intValue).toArray();
  }

  /**
   * Returns the index of the favourable class.
   *
   * @throws GovernanceException if there is none
   */
  static int favourable(String rule, EvaluationSet set) {
    if (set.favourable() < 0) {
      throw GovernanceException.spec(
          rule, "the run names no favourable class", "one", "Set data.favourable");
    }
    return set.favourable();
  }

  EvaluationSet set() {
    return set;
  }

  /** Returns all rows. */
  int[] rows() {
    return order;
  }

  /** Returns the rows of one group. */
  int[] rows(int group) {
    return Arrays.stream(order).filter(row -> members[row] == group).toArray();
  }

  /** Returns the total weight of rows that are, or are not, of a class. */
  double weight(int[] rows, int ofClass, boolean are) {
    double sum = 0;
    for (int row : rows) {
      sum += (set.labels()[row] == ofClass) == are ? set.weight(row) : 0;
    }
    return sum;
  }

  /**
   * Returns what an objective makes of decisions on all rows.
   *
   * @throws GovernanceException if all rows are of one kind
   */
  Objective.Utility utility(
      Objective objective, int favourable, double wronglyFavoured, double wronglyRefused) {
    double positives = weight(order, favourable, true);
    double negatives = weight(order, favourable, false);
    if (!(positives > 0 && negatives > 0)) {
      throw GovernanceException.data(
          rule,
          "all validation rows " + (positives > 0 ? "are" : "are not") + " of the favourable class",
          "rows of both kinds",
          "Use more validation rows, or another favourable class");
    }
    return objective.utility(positives, negatives, wronglyFavoured, wronglyRefused);
  }
}
