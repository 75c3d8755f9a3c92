package plugins.fairness.internal.penalty;

import governance.api.model.Tensor;

/**
 * What is observed of each row of a batch for K quantities, [B, K] each. A quantity is the mean of
 * a value over the cases that meet a condition, cases being rows or the labelled tokens of a row; a
 * condition may be met in part, by a probability.
 *
 * @param sums sum of value · condition over a row's cases
 * @param squares sum of value² · condition
 * @param counts sum of the condition
 * @param cases number of cases that can meet the condition, no gradient
 * @param squaredCounts sum of condition²
 */
record Observed(Tensor sums, Tensor squares, Tensor counts, Tensor cases, Tensor squaredCounts) {
  /** Number of parts that {@link #stacked} puts side by side. */
  static final int PARTS = 5;

  /**
   * Observes values under a condition that each case meets or not.
   *
   * @param values [B, K] or [B, T, K]
   * @param condition 1 or 0, of the same shape or one that broadcasts to it
   */
  static Observed of(Tensor values, Tensor condition) {
    return of(values, condition, condition);
  }

  /**
   * Observes values under a condition that a case may meet in part.
   *
   * @param cases 1 for a case that counts, 0 elsewhere
   */
  static Observed of(Tensor values, Tensor condition, Tensor cases) {
    Tensor weighted = values.mul(condition);
    return new Observed(
        row(weighted),
        row(weighted.mul(values)),
        row(condition),
        row(cases).detach(),
        row(condition.square()));
  }

  private static Tensor row(Tensor each) {
    return each.shape().length == 3 ? each.sum(1) : each;
  }

  /** Returns all parts side by side, [B, 5K]. */
  Tensor stacked() {
    return sums.concat(1, squares).concat(1, counts).concat(1, cases).concat(1, squaredCounts);
  }
}
