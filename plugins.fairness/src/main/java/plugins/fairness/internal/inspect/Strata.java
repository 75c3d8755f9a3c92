package plugins.fairness.internal.inspect;

import plugins.fairness.internal.Rate;

/**
 * A group against the other groups among rows of equal strata. Rows whose group or stratum is not
 * known are left out.
 *
 * @param cells for each stratum the rows [group with the class, group without, others with, others
 *     without]
 */
record Strata(long[][] cells) {
  static Strata of(Categories stratum, Categories groups, int group, Categories target) {
    long[][] cells = new long[stratum.size()][4];
    for (int row = 0; row < stratum.codes().length; row++) {
      int s = stratum.codes()[row];
      int g = groups.codes()[row];
      if (s >= 0 && g >= 0 && target.codes()[row] >= 0) {
        cells[s][(g == group ? 0 : 2) + 1 - target.codes()[row]]++;
      }
    }
    return new Strata(cells);
  }

  /** Returns all rows as one stratum. */
  Strata pooled() {
    long[] sum = new long[4];
    for (long[] cell : cells) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += cell[i];
      }
    }
    return new Strata(new long[][] {sum});
  }

  static long n(long[] c) {
    return c[0] + c[1] + c[2] + c[3];
  }

  static Rate own(long[] c) {
    return new Rate(c[0], c[0] + c[1]);
  }

  static Rate others(long[] c) {
    return new Rate(c[2], c[2] + c[3]);
  }

  long n() {
    return n(pooled().cells[0]);
  }

  /** Returns the rows of strata that have rows of the group and of others. */
  long shared() {
    long shared = 0;
    for (long[] c : cells) {
      shared += own(c).n() > 0 && others(c).n() > 0 ? n(c) : 0;
    }
    return shared;
  }

  /**
   * Returns the rate of the group minus that of the others, as the mean over strata by their rows;
   * NaN where no stratum has both.
   */
  double gap() {
    double sum = 0;
    double weight = 0;
    for (long[] c : cells) {
      if (own(c).n() > 0 && others(c).n() > 0) {
        sum += n(c) * (own(c).value() - others(c).value());
        weight += n(c);
      }
    }
    return sum / weight;
  }

  /**
   * Returns the conditional demographic disparity: the mean over strata by their rows of the
   * group's share of those without the class minus its share of those with it (Wachter, Mittelstadt
   * and Russell 2021). Strata where all or none have the class add 0.
   */
  double disparity() {
    double sum = 0;
    for (long[] c : cells) {
      double without = c[1] + c[3];
      double with = c[0] + c[2];
      sum += without > 0 && with > 0 ? n(c) * (c[1] / without - c[0] / with) : 0;
    }
    return sum / n();
  }

  /** Returns the odds ratio over strata of Mantel and Haenszel (1959); NaN where not defined. */
  double oddsRatio() {
    double with = 0;
    double against = 0;
    for (long[] c : cells) {
      double n = n(c);
      with += n == 0 ? 0 : c[0] * (double) c[3] / n;
      against += n == 0 ? 0 : c[1] * (double) c[2] / n;
    }
    return with / against;
  }

  /**
   * Returns the probability of so great a conditional difference by chance (Cochran, Mantel and
   * Haenszel, without continuity correction); NaN where not defined.
   */
  double p() {
    double difference = 0;
    double variance = 0;
    for (long[] c : cells) {
      double n = n(c);
      if (n > 1) {
        double group = c[0] + c[1];
        double with = c[0] + c[2];
        difference += c[0] - group * with / n;
        variance += group * (n - group) * with * (n - with) / (n * n * (n - 1));
      }
    }
    return variance == 0 ? Double.NaN : Chance.chiSquare(difference * difference / variance, 1);
  }
}
