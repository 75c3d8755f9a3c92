package plugins.privacy.internal.accounting;

/**
 * Laplace noise on a value to which a record contributes at most 1. Both directions are alike.
 *
 * @param scale b, in units of the sensitivity; alone it costs ε = 1/b with δ = 0
 */
record Laplace(double scale) implements Mechanism {
  private static final int NODES = 2048;

  /** Mironov 2017, proposition 6. */
  @Override
  public double renyi(double order) {
    double first = Math.log(order / (2 * order - 1)) + (order - 1) / scale;
    double second = Math.log((order - 1) / (2 * order - 1)) - order / scale;
    return (first + Math.log1p(Math.exp(second - first))) / (order - 1);
  }

  @Override
  public LossPair pair(Direction direction, double tail) {
    return new Pair(1 / scale);
  }

  /** Outputs 0 to 1 have losses 1/b to −1/b; all below 0 and all above 1 share one loss each. */
  private record Pair(double greatest) implements LossPair {
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

    /** At loss l the output is (1 − l·b)/2, with P beyond it ½·e^((l − 1/b)/2). */
    @Override
    public double p(double from, double to) {
      return 0.5
          * Math.exp((inside(from) - greatest) / 2)
          * Math.expm1((inside(to) - inside(from)) / 2);
    }

    @Override
    public double q(double from, double to) {
      return p(-to, -from);
    }

    private double inside(double loss) {
      return Math.min(greatest, Math.max(-greatest, loss));
    }

    @Override
    public double[] atoms() {
      return new double[] {-greatest, greatest};
    }

    @Override
    public double[] atomMasses() {
      return new double[] {0.5 * Math.exp(-greatest), 0.5};
    }

    @Override
    public double[] nodes() {
      double[] nodes = new double[NODES + 1];
      for (int i = 0; i <= NODES; i++) {
        nodes[i] = greatest * (2.0 * i / NODES - 1);
      }
      return nodes;
    }
  }
}
