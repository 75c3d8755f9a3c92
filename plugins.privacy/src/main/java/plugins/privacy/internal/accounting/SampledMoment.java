package plugins.privacy.internal.accounting;

/**
 * Rényi divergence of the Poisson-subsampled Gaussian (Mironov, Talwar, Zhang 2019, section 3.3):
 * ln A(α) / (α − 1), where A is a finite sum of positive terms for whole orders and a convergent
 * series otherwise. Everything stays in logarithms.
 */
final class SampledMoment {
  /** Terms this far below the sum, in logarithms, no longer change it. */
  private static final double NEGLIGIBLE = 45;

  private SampledMoment() {}

  static double renyi(SubsampledGaussian mechanism, double order) {
    double log =
        order == Math.rint(order) ? whole(mechanism, (int) order) : series(mechanism, order);
    return Math.max(0, log / (order - 1));
  }

  private static double whole(SubsampledGaussian m, int order) {
    double logRate = Math.log(m.rate());
    double logRest = Math.log1p(-m.rate());
    double binomial = 0;
    LogSum sum = new LogSum();
    for (int k = 0; k <= order; k++) {
      double shift = (double) k * (k - 1) / (2 * m.noise() * m.noise());
      sum.add(binomial + k * logRate + (order - k) * logRest + shift, 1);
      binomial += Math.log((double) (order - k) / (k + 1));
    }
    return sum.log();
  }

  private static double series(SubsampledGaussian m, double order) {
    double variance = m.noise() * m.noise();
    double logRate = Math.log(m.rate());
    double logRest = Math.log1p(-m.rate());
    double split = variance * (logRest - logRate) + 0.5;
    double binomial = 0;
    int sign = 1;
    LogSum sum = new LogSum();
    for (int i = 0; ; i++) {
      double j = order - i;
      double left =
          binomial
              + i * logRate
              + j * logRest
              + i * (i - 1.0) / (2 * variance)
              + Normal.logAbove((i - split) / m.noise());
      double right =
          binomial
              + j * logRate
              + i * logRest
              + j * (j - 1) / (2 * variance)
              + Normal.logAbove((split - j) / m.noise());
      sum.add(left, sign);
      sum.add(right, sign);
      if (i > order && Math.max(left, right) < sum.log() - NEGLIGIBLE) {
        return sum.log();
      }
      double next = j / (i + 1);
      sign = next < 0 ? -sign : sign;
      binomial += Math.log(Math.abs(next));
    }
  }
}
