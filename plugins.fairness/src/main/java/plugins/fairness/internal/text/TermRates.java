package plugins.fairness.internal.text;

import governance.api.evaluate.Interval;
import governance.api.evaluate.MetricResult.GroupValue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * False positive and false negative rates by identity term and their equality differences Σₜ |rate
 * − rateₜ| (Dixon et al. 2018, section 4.2): the rate of all phrases against that of each term's.
 */
final class TermRates {
  private final IdentityPhrases phrases;
  private final boolean[] wrong;

  /** Counts phrases whose decision is wrong. */
  TermRates(IdentityPhrases phrases, boolean[] wrong) {
    this.phrases = phrases;
    this.wrong = wrong;
  }

  /**
   * Rates by how often each context was drawn.
   *
   * @param positive false negatives among positive phrases, or else false positives
   * @return the rate of all phrases, then of each term; NaN where there are no phrases
   */
  double[] rates(boolean positive, double[] counts) {
    int terms = phrases.terms().size();
    double[] sum = new double[terms + 1];
    double[] n = new double[terms + 1];
    for (int i = 0; i < wrong.length; i++) {
      if (phrases.positive()[i] == positive) {
        double weight = counts[phrases.context()[i]];
        int slot = phrases.term()[i] + 1;
        n[0] += weight;
        sum[0] += wrong[i] ? weight : 0;
        if (slot > 0) {
          n[slot] += weight;
          sum[slot] += wrong[i] ? weight : 0;
        }
      }
    }
    return IntStream.range(0, sum.length).mapToDouble(t -> sum[t] / n[t]).toArray();
  }

  /** Σₜ |rate − rateₜ| over the terms that have a rate. */
  static double difference(double[] rates) {
    double sum = 0;
    for (int t = 1; t < rates.length; t++) {
      sum += Double.isNaN(rates[t]) ? 0 : Math.abs(rates[0] - rates[t]);
    }
    return sum;
  }

  /** Both equality differences: false positives, false negatives. */
  double[] differences(double[] counts) {
    return new double[] {difference(rates(false, counts)), difference(rates(true, counts))};
  }

  /** The rate of each term with its number of phrases. */
  List<GroupValue> groups(boolean positive, String name) {
    double[] rates = rates(positive, Bootstrap.once(phrases.contexts()));
    long[] n = new long[rates.length];
    for (int i = 0; i < wrong.length; i++) {
      if (phrases.positive()[i] == positive) {
        n[phrases.term()[i] + 1]++;
      }
    }
    List<GroupValue> groups = new ArrayList<>();
    for (int t = 1; t < rates.length; t++) {
      Interval interval = Shares.wilson(Math.round(n[t] == 0 ? 0 : rates[t] * n[t]), n[t]);
      groups.add(new GroupValue(name, phrases.terms().get(t - 1), rates[t], n[t], interval));
    }
    return groups;
  }
}
