package plugins.privacy.internal.attack;

import governance.api.evaluate.Interval;
import plugins.privacy.internal.accounting.Normal;

/**
 * A proportion with its exact interval.
 *
 * @param yes how many count
 * @param all of how many, at least 1
 */
record Proportion(long yes, long all) {
  double value() {
    return (double) yes / all;
  }

  /** Clopper and Pearson 1934. */
  Interval interval(double level) {
    double error = (1 - level) / 2;
    return new Interval(
        Binomial.low(yes, all, error), Binomial.high(yes, all, error), level, "Clopper-Pearson");
  }

  /** Interval of this minus another, independent one (Newcombe 1998, method 10). */
  Interval minus(Proportion other, double level) {
    double z = Normal.quantileAbove((1 - level) / 2);
    double difference = value() - other.value();
    double low =
        difference - Math.hypot(value() - wilson(z, -1), other.wilson(z, 1) - other.value());
    double high =
        difference + Math.hypot(wilson(z, 1) - value(), other.value() - other.wilson(z, -1));
    return new Interval(Math.min(low, difference), Math.max(high, difference), level, "Newcombe");
  }

  /** A bound of Wilson's score interval (1927). */
  private double wilson(double z, int side) {
    double p = value();
    double centre = p + z * z / (2 * all);
    double spread = z * Math.sqrt(p * (1 - p) / all + z * z / (4.0 * all * all));
    return Math.min(1, Math.max(0, (centre + side * spread) / (1 + z * z / all)));
  }
}
