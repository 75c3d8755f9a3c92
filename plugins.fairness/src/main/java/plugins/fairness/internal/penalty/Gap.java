package plugins.fairness.internal.penalty;

import governance.api.model.Tensor;

/** How a difference between the rates of two groups counts. */
enum Gap {
  /** Its square: smooth, and soft on small differences. */
  SQUARED {
    @Override
    Tensor each(GroupRates rates) {
      return Pairs.squared(rates.rate(), rates.present());
    }
  },
  /**
   * Its square less what chance adds to it: the mean over batches is the square of the true
   * difference. The variance of a group's rate in the batch, s²/n, is taken off for both groups; a
   * batch can therefore give a value below 0.
   */
  UNBIASED {
    @Override
    Tensor each(GroupRates rates) {
      Tensor chance = rates.chance().mul(rates.present()).sum(0).mul(2);
      Tensor share = chance.div(rates.groups().clampMin(1)).mul(rates.comparable());
      return Pairs.squared(rates.rate(), rates.present()).sub(share);
    }
  },
  /** Its absolute value. */
  ABSOLUTE {
    @Override
    Tensor each(GroupRates rates) {
      return Pairs.absolute(rates.rate(), rates.present());
    }
  };

  /** Returns the mean over all pairs of compared groups for each quantity, [K]. */
  abstract Tensor each(GroupRates rates);

  /** Returns the mean over quantities and pairs of groups; 0 where no two groups are compared. */
  Tensor of(GroupRates rates) {
    return each(rates).mean();
  }
}
