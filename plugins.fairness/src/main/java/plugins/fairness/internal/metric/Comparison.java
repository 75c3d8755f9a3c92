package plugins.fairness.internal.metric;

import governance.api.evaluate.Direction;

/** How the rates of several groups become one figure: Fairlearn's conventions. */
enum Comparison {
  /** Greatest minus smallest: 0 is parity. */
  DIFFERENCE(Direction.LOWER_IS_BETTER),
  /** Smallest over greatest: 1 is parity. */
  RATIO(Direction.HIGHER_IS_BETTER);

  private final Direction direction;

  Comparison(Direction direction) {
    this.direction = direction;
  }

  Direction direction() {
    return direction;
  }

  /**
   * Compares the groups that have the rate. NaN with fewer than two such groups, and for the ratio
   * when the rate is 0 in all of them.
   */
  double between(GroupRates rates, Rate rate) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int group = 0; group < rates.size(); group++) {
      double value = rates.of(rate, group);
      if (!Double.isNaN(value)) {
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
    }
    if (defined(rates, rate) < 2) {
      return Double.NaN;
    }
    return this == DIFFERENCE ? most - least : least / most;
  }

  /** Returns in how many groups the rate is defined. */
  static int defined(GroupRates rates, Rate rate) {
    int defined = 0;
    for (int group = 0; group < rates.size(); group++) {
      defined += Double.isNaN(rates.of(rate, group)) ? 0 : 1;
    }
    return defined;
  }

  /** Returns the worse of two figures; one that is NaN does not count. */
  double worse(double first, double second) {
    if (Double.isNaN(first) || Double.isNaN(second)) {
      return Double.isNaN(first) ? second : first;
    }
    return this == DIFFERENCE ? Math.max(first, second) : Math.min(first, second);
  }
}
