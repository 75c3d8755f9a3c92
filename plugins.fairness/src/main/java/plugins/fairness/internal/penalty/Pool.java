package plugins.fairness.internal.penalty;

import governance.api.model.Tensor;

/**
 * Scores whose distributions are compared between groups.
 *
 * @param scores [N, K]
 * @param mass weight of each row in each group, [N, G]; a row without a group is all 0
 */
record Pool(Tensor scores, Tensor mass) {
  /**
   * Returns 1 for each group with enough rows to be compared, [G].
   *
   * @param least rows that a group needs, less a half
   */
  Tensor present(double least) {
    Tensor rows = mass.gt(mass.constant(0)).sum(0);
    return rows.gt(rows.constant(least));
  }

  /** Returns the mass of each group over its sum, 0 for those that are not compared; [N, G]. */
  Tensor shares(Tensor present) {
    return mass.div(mass.sum(0).clampMin(1e-12)).mul(present);
  }
}
