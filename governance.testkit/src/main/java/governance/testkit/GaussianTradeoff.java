package governance.testkit;

/**
 * What a Gaussian mechanism keeps: outputs of neighbouring data that are N(0, 1) and N(μ, 1) apart
 * have (ε, δ) with δ(ε) = Φ(−ε/μ + μ/2) − e^ε Φ(−ε/μ − μ/2) (Balle and Wang 2018, theorem 8).
 */
final class GaussianTradeoff {
  private static final double MOST = 1000;

  private GaussianTradeoff() {}

  /** Returns the least ε at δ; 0 for μ of at most 0. */
  static double epsilon(double mu, double delta) {
    if (mu <= 0 || delta(mu, 0) <= delta) {
      return 0;
    }
    double low = 0;
    double high = MOST;
    for (int i = 0; i < 80; i++) {
      double middle = (low + high) / 2;
      if (delta(mu, middle) > delta) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /** Returns the greatest μ that keeps (ε, δ). */
  static double mu(double epsilon, double delta) {
    double low = 0;
    double high = MOST;
    for (int i = 0; i < 80; i++) {
      double middle = (low + high) / 2;
      if (delta(middle, epsilon) <= delta) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static double delta(double mu, double epsilon) {
    double tail = below(-epsilon / mu - mu / 2);
    double scaled = tail == 0 ? 0 : Math.exp(epsilon + Math.log(tail));
    return below(-epsilon / mu + mu / 2) - scaled;
  }

  /** P(Z ≤ z): the series about 0, or in the tail the continued fraction of Mills' ratio. */
  private static double below(double z) {
    if (z > 0) {
      return 1 - below(-z);
    }
    double density = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
    if (z < -4) {
      double fraction = 0;
      for (int k = 60; k >= 1; k--) {
        fraction = k / (-z + fraction);
      }
      return density / (-z + fraction);
    }
    double term = z;
    double sum = z;
    for (int k = 1; k < 100; k++) {
      term *= z * z / (2 * k + 1);
      sum += term;
    }
    return 0.5 + density * sum;
  }
}
