package examples.gradientpolicy;

/**
 * The privacy budget of the Gaussian mechanism with Poisson sampling by Rényi differential privacy
 * of whole orders: Mironov, Talwar and Zhang 2019, arXiv 1908.10530, section 3.3, converted by
 * Mironov 2017, arXiv 1702.07476, proposition 3.
 */
final class RenyiBudget {
  private static final int GREATEST_ORDER = 256;

  private RenyiBudget() {}

  /**
   * Returns the least epsilon over the orders.
   *
   * @param rate probability that a row takes part in a step, in (0, 1]
   * @param noise standard deviation of the noise in units of the clip, above 0
   * @param steps number of steps, at least 0
   * @param delta probability that the bound may fail, in (0, 1)
   */
  static double epsilon(double rate, double noise, long steps, double delta) {
    double least = steps == 0 ? 0 : Double.POSITIVE_INFINITY;
    for (int order = 2; order <= GREATEST_ORDER; order++) {
      double divergence = steps * logMoment(rate, noise, order) / (order - 1);
      least = Math.min(least, divergence - Math.log(delta) / (order - 1));
    }
    return least;
  }

  /**
   * Returns log Σₖ C(α, k) (1 − q)^(α − k) q^k exp((k² − k) / 2σ²) of order α, rate q and noise σ.
   */
  private static double logMoment(double rate, double noise, int order) {
    if (rate == 1) {
      return (order * (double) order - order) / (2 * noise * noise);
    }
    double logBinomial = 0;
    double sum = Double.NEGATIVE_INFINITY;
    for (int k = 0; k <= order; k++) {
      double moment = k * (k - 1.0) / (2 * noise * noise);
      double term = logBinomial + (order - k) * Math.log1p(-rate) + k * Math.log(rate) + moment;
      double greater = Math.max(sum, term);
      sum = greater + Math.log(Math.exp(sum - greater) + Math.exp(term - greater));
      logBinomial += Math.log((order - k) / (k + 1.0));
    }
    return Math.max(0, sum);
  }
}
