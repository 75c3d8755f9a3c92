package plugins.privacy.internal.attack;

/** Tails of the binomial distribution and exact bounds of a proportion. */
final class Binomial {
  private Binomial() {}

  /** Returns P(X ≥ k) of n trials with probability p. */
  static double atLeast(long k, long n, double p) {
    return k <= 0 ? 1 : k > n ? 0 : IncompleteBeta.of(p, k, n - k + 1.0);
  }

  /** Returns P(X = k). */
  static double mass(long k, long n, double p) {
    if (k < 0 || k > n) {
      return 0;
    }
    if (p <= 0 || p >= 1) {
      return (p <= 0 ? k == 0 : k == n) ? 1 : 0;
    }
    return Math.exp(
        LogGamma.of(n + 1.0)
            - LogGamma.of(k + 1.0)
            - LogGamma.of(n - k + 1.0)
            + k * Math.log(p)
            + (n - k) * Math.log1p(-p));
  }

  /**
   * Returns the one-sided lower bound of a proportion (Clopper and Pearson 1934).
   *
   * @param error probability with which the bound may fail
   */
  static double low(long k, long n, double error) {
    return k <= 0 ? 0 : IncompleteBeta.quantile(error, k, n - k + 1.0);
  }

  /** Returns the one-sided upper bound. */
  static double high(long k, long n, double error) {
    return k >= n ? 1 : IncompleteBeta.quantile(1 - error, k + 1.0, (double) n - k);
  }
}
