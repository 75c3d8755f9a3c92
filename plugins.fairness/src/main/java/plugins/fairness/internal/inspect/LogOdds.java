package plugins.fairness.internal.inspect;

import plugins.fairness.internal.Rate;

/**
 * How much more often something occurs on one side than on the other.
 *
 * @param value the difference of log-odds; above 0 when it is more frequent on the first
 * @param error its standard error
 */
record LogOdds(double value, double error) {
  /**
   * Compares a word with an informative Dirichlet prior that shrinks rare words towards what all
   * texts together say (Monroe, Colaresi and Quinn 2008, equations 16 and 20).
   *
   * @param own how often it occurs on the first side, of {@code ownAll} occurrences of any word
   * @param other the same on the second side
   * @param weight of the prior, in occurrences
   */
  static LogOdds ofWord(double own, double ownAll, double other, double otherAll, double weight) {
    double prior = weight * (own + other) / (ownAll + otherAll);
    double first = Math.log((own + prior) / (ownAll + weight - own - prior));
    double second = Math.log((other + prior) / (otherAll + weight - other - prior));
    return new LogOdds(first - second, Math.sqrt(1 / (own + prior) + 1 / (other + prior)));
  }

  /** Compares two rates, with half a row added to each cell (Haldane 1956, Anscombe 1956). */
  static LogOdds ofRates(Rate own, Rate other) {
    double a = own.hits() + 0.5;
    double b = own.n() - own.hits() + 0.5;
    double c = other.hits() + 0.5;
    double d = other.n() - other.hits() + 0.5;
    return new LogOdds(Math.log(a * d / (b * c)), Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d));
  }

  double z() {
    return value / error;
  }

  double p() {
    return Chance.normal(z());
  }
}
