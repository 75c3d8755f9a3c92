package plugins.fairness.internal.metric;

import java.util.function.IntToDoubleFunction;

/**
 * The rates of the groups of one partition for one class, compared within each stratum. Figures of
 * several strata are their mean, each weighed by the rows of its groups; strata that do not have
 * the figure are left out.
 */
final class Within {
  private final Tally tally;
  private final GroupFigure figure;
  private final int positive;

  Within(Tally tally, GroupFigure figure, int positive) {
    this.tally = tally;
    this.figure = figure;
    this.positive = positive;
  }

  /** Returns the mean of a figure over the strata that have it, NaN where none has. */
  double mean(IntToDoubleFunction ofStratum) {
    if (tally.strata() == 1) {
      return ofStratum.applyAsDouble(0);
    }
    double sum = 0;
    double weight = 0;
    for (int stratum = 0; stratum < tally.strata(); stratum++) {
      double value = tally.weight(stratum) > 0 ? ofStratum.applyAsDouble(stratum) : Double.NaN;
      if (!Double.isNaN(value)) {
        sum += tally.weight(stratum) * value;
        weight += tally.weight(stratum);
      }
    }
    return sum / weight;
  }

  /** Returns the metric's figure within one stratum; NaN where one of its rates has none. */
  double value(int stratum, boolean toOverall) {
    double[] each = new double[figure.rates().size()];
    for (int r = 0; r < each.length; r++) {
      Rate rate = figure.rates().get(r);
      double[] rates = rates(rate, stratum);
      if (Comparison.defined(rates) < 2) {
        return Double.NaN;
      }
      each[r] = compare(rate, stratum, rates, toOverall);
    }
    return figure.join(each);
  }

  /** Returns one rate's figure within one stratum. */
  double value(Rate rate, int stratum, boolean toOverall) {
    return compare(rate, stratum, rates(rate, stratum), toOverall);
  }

  private double compare(Rate rate, int stratum, double[] rates, boolean toOverall) {
    return toOverall
        ? figure.comparison().toOverall(rates, overall(rate, stratum))
        : figure.comparison().between(rates);
  }

  /** Returns one rate of the unprivileged groups, pooled, against the privileged one. */
  double signed(Rate rate, int stratum, int privileged) {
    Outcomes others = Outcomes.NONE;
    for (int group = 0; group < tally.groups(); group++) {
      others = group == privileged ? others : others.plus(tally.of(stratum, group, positive));
    }
    return figure
        .comparison()
        .signed(rate.of(others), rate.of(tally.of(stratum, privileged, positive)));
  }

  /** Returns the rate of each group within a stratum. */
  double[] rates(Rate rate, int stratum) {
    double[] rates = new double[tally.groups()];
    for (int group = 0; group < rates.length; group++) {
      rates[group] = rate.of(tally.of(stratum, group, positive));
    }
    return rates;
  }

  /** Returns the rate of each group over all strata. */
  double[] rates(Rate rate) {
    double[] rates = new double[tally.groups()];
    for (int group = 0; group < rates.length; group++) {
      Outcomes all = Outcomes.NONE;
      for (int stratum = 0; stratum < tally.strata(); stratum++) {
        all = all.plus(tally.of(stratum, group, positive));
      }
      rates[group] = rate.of(all);
    }
    return rates;
  }

  /** Returns the rate of all rows of a stratum, those without a group included. */
  double overall(Rate rate, int stratum) {
    Outcomes all = Outcomes.NONE;
    for (int group = 0; group <= tally.groups(); group++) {
      all = all.plus(tally.of(stratum, group, positive));
    }
    return rate.of(all);
  }
}
