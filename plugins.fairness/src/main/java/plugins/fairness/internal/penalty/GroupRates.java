package plugins.fairness.internal.penalty;

import governance.api.model.Tensor;

/**
 * Means of K quantities in each of G groups.
 *
 * @param totals sums over the rows of each group, the parts of {@link Observed} side by side, [G,
 *     5K]
 * @param rate mean of the value, [G, K]
 * @param meanSquare mean of its square, [G, K]
 * @param size number of equally weighted cases that are as informative as those of the group, [G,
 *     K]
 * @param present 1 where the group has enough cases to be compared, [G, K]
 */
record GroupRates(Tensor totals, Tensor rate, Tensor meanSquare, Tensor size, Tensor present) {
  /** Stands in for a count of 0, whose sums are 0 too. */
  private static final double NONE = 1e-12;

  /**
   * Divides sums by counts.
   *
   * @param least cases that a group needs, less a half
   */
  static GroupRates of(Tensor totals, double least) {
    Tensor count = part(totals, 2).clampMin(NONE);
    Tensor cases = part(totals, 3);
    return new GroupRates(
        totals,
        part(totals, 0).div(count),
        part(totals, 1).div(count),
        count.square().div(part(totals, 4).clampMin(NONE)),
        cases.gt(cases.constant(least)));
  }

  private static Tensor part(Tensor totals, int number) {
    long k = totals.size(1) / Observed.PARTS;
    return totals.slice(1, number * k, (number + 1) * k);
  }

  /**
   * Returns the same values with the gradient of other rates: those of a batch, whose means move as
   * the running ones would if all earlier rows were computed anew.
   */
  GroupRates withGradientOf(GroupRates batch) {
    return new GroupRates(
        totals,
        rate.add(batch.rate.sub(batch.rate.detach())),
        meanSquare.add(batch.meanSquare.sub(batch.meanSquare.detach())),
        size,
        present);
  }

  /** Returns the number of groups that are compared by each quantity, [K]. */
  Tensor groups() {
    return present.sum(0);
  }

  /** Returns 1 for each quantity that at least two groups are compared by, [K]. */
  Tensor comparable() {
    Tensor groups = groups();
    return groups.gt(groups.constant(1.5));
  }

  /** Returns s²/n, the unbiased variance of each rate; 0 for a single case. [G, K] */
  Tensor chance() {
    return meanSquare.sub(rate.square()).div(size.sub(1).clampMin(1));
  }

  /** Returns the sum of each quantity over all groups, [K]. */
  Tensor sums() {
    return part(totals, 0).sum(0);
  }

  /** Returns the sum of the squares of each quantity over all groups, [K]. */
  Tensor squares() {
    return part(totals, 1).sum(0);
  }

  /** Returns the weight of each group, [G, K]. */
  Tensor counts() {
    return part(totals, 2);
  }

  /** Returns the variance of each quantity over the cases of all groups, [K]; no gradient. */
  Tensor variance() {
    Tensor count = counts().detach().sum(0).clampMin(NONE);
    Tensor mean = sums().detach().div(count);
    return squares().detach().div(count).sub(mean.square()).clampMin(0);
  }
}
