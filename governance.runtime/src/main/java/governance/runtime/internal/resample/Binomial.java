package governance.runtime.internal.resample;

import java.util.random.RandomGenerator;

/**
 * Draws from the binomial distribution, exact but for rounding of doubles: by inversion where n·p
 * is small (Kachitvichyanukul and Schmeiser 1988, algorithm BINV), else by transformed rejection
 * with a squeeze (Hörmann 1993, The generation of binomial random variates, algorithm BTRS), whose
 * time does not depend on n.
 */
public final class Binomial {
  private static final double INVERSION = 10;

  private Binomial() {}

  /**
   * Returns how many of {@code n} trials succeed.
   *
   * @param n at least 0
   * @param p chance of each; what lies outside of [0, 1] by rounding counts as the nearer end
   */
  public static long draw(RandomGenerator random, long n, double p) {
    if (n <= 0 || p <= 0) {
      return 0;
    }
    if (p >= 1) {
      return n;
    }
    if (p > 0.5) {
      return n - small(random, n, 1 - p);
    }
    return small(random, n, p);
  }

  private static long small(RandomGenerator random, long n, double p) {
    return n * p < INVERSION ? inversion(random, n, p) : rejection(random, n, p);
  }

  private static long inversion(RandomGenerator random, long n, double p) {
    double odds = p / (1 - p);
    double first = Math.exp(n * Math.log1p(-p));
    while (true) {
      double left = random.nextDouble();
      double chance = first;
      for (long k = 0; k <= n; k++) {
        if (left <= chance) {
          return k;
        }
        left -= chance;
        chance *= odds * (n - k) / (k + 1);
        if (chance < 1e-300) {
          break; // the rest of the sum is lost to rounding: draw again
        }
      }
    }
  }

  private static long rejection(RandomGenerator random, long n, double p) {
    double deviation = Math.sqrt(n * p * (1 - p));
    double b = 1.15 + 2.53 * deviation;
    double a = -0.0873 + 0.0248 * b + 0.01 * p;
    double centre = n * p + 0.5;
    double squeeze = 0.92 - 4.2 / b;
    double alpha = (2.83 + 5.1 / b) * deviation;
    double mode = Math.floor((n + 1) * p);
    double logOdds = Math.log(p / (1 - p));
    while (true) {
      double v = random.nextDouble();
      double u = random.nextDouble() - 0.5;
      double us = 0.5 - Math.abs(u);
      double k = Math.floor((2 * a / us + b) * u + centre);
      if (us >= 0.07 && v <= squeeze) {
        return (long) k;
      }
      if (k < 0 || k > n) {
        continue;
      }
      double height = Math.log(v * alpha / (a / (us * us) + b));
      double log =
          LogFactorial.of(mode)
              + LogFactorial.of(n - mode)
              - LogFactorial.of(k)
              - LogFactorial.of(n - k)
              + (k - mode) * logOdds;
      if (height <= log) {
        return (long) k;
      }
    }
  }
}
