package plugins.privacy.internal.accounting;

/**
 * Anything of which only (ε, δ) is known, as the pair that dominates all such mechanisms: with
 * probability δ the loss is infinite, else it is ε or −ε (Kairouz, Oh, Viswanath 2015).
 *
 * @param epsilon ε, above 0
 * @param delta δ, in [0, 1)
 */
record ApproximateDp(double epsilon, double delta) implements Mechanism {
  /** Infinite unless δ is 0; then Mironov 2017, proposition 5. */
  @Override
  public double renyi(double order) {
    if (delta > 0) {
      return Double.POSITIVE_INFINITY;
    }
    double less = -Math.log1p(Math.exp(-epsilon));
    LogSum sum = new LogSum();
    sum.add(less + (order - 1) * epsilon, 1);
    sum.add(less - order * epsilon, 1);
    return sum.log() / (order - 1);
  }

  @Override
  public LossPair pair(Direction direction, double tail) {
    return new Pair(epsilon, delta);
  }

  private record Pair(double greatest, double infinite) implements LossPair {
    @Override
    public double least() {
      return -greatest;
    }

    @Override
    public double below() {
      return 0;
    }

    @Override
    public double above() {
      return 0;
    }

    @Override
    public double p(double from, double to) {
      return 0;
    }

    @Override
    public double q(double from, double to) {
      return 0;
    }

    @Override
    public double[] atoms() {
      return new double[] {-greatest, greatest};
    }

    @Override
    public double[] atomMasses() {
      double high = (1 - infinite) / (1 + Math.exp(-greatest));
      return new double[] {high * Math.exp(-greatest), high};
    }

    @Override
    public double[] nodes() {
      return new double[] {-greatest, greatest};
    }
  }
}
