package plugins.privacy.internal.accounting;

/**
 * Gaussian noise on a sum over records that each take part with a probability (Poisson sampling).
 * With the record the output is (1−q)·N(0, σ²) + q·N(1, σ²), without it N(0, σ²); this pair
 * dominates in the direction REMOVE, its reverse in ADD (Zhu, Dong, Wang 2022, theorem 11).
 *
 * @param noise σ, the standard deviation in units of the sensitivity
 * @param rate q, in (0, 1]; 1 is the plain Gaussian mechanism
 */
record SubsampledGaussian(double noise, double rate) implements Mechanism {
  private static final int NODES = 2048;

  @Override
  public double renyi(double order) {
    return rate == 1 ? order / (2 * noise * noise) : SampledMoment.renyi(this, order);
  }

  @Override
  public LossPair pair(Direction direction, double tail) {
    double reach = noise * Normal.quantileAbove(tail);
    return direction == Direction.REMOVE
        ? new Pair(true, -reach, 1 + reach)
        : new Pair(false, -reach, reach);
  }

  /** ln(1 − q + q·e^((2x−1)/(2σ²))), the loss of REMOVE at an output. */
  private double loss(double x) {
    double exponent = (x - 0.5) / (noise * noise);
    return exponent > 0
        ? exponent + Math.log(rate + (1 - rate) * Math.exp(-exponent))
        : Math.log1p(rate * Math.expm1(exponent));
  }

  /** The output at which REMOVE has a loss. */
  private double output(double loss) {
    double exponent =
        loss > 1
            ? loss + Math.log((1 - (1 - rate) * Math.exp(-loss)) / rate)
            : Math.log1p(Math.expm1(loss) / rate);
    return Double.isNaN(exponent) ? Double.NEGATIVE_INFINITY : noise * noise * exponent + 0.5;
  }

  private double without(double from, double to) {
    return Normal.between(from / noise, to / noise);
  }

  private double with(double from, double to) {
    double present = Normal.between((from - 1) / noise, (to - 1) / noise);
    return rate == 1 ? present : (1 - rate) * without(from, to) + rate * present;
  }

  /** Outputs from the first to the last; losses fall with the output in ADD. */
  private final class Pair implements LossPair {
    private final boolean remove;
    private final double first;
    private final double last;

    private Pair(boolean remove, double first, double last) {
      this.remove = remove;
      this.first = first;
      this.last = last;
    }

    @Override
    public double least() {
      return remove ? loss(first) : -loss(last);
    }

    @Override
    public double greatest() {
      return remove ? loss(last) : -loss(first);
    }

    @Override
    public double below() {
      return remove
          ? with(Double.NEGATIVE_INFINITY, first)
          : without(last, Double.POSITIVE_INFINITY);
    }

    @Override
    public double above() {
      return remove
          ? with(last, Double.POSITIVE_INFINITY)
          : without(Double.NEGATIVE_INFINITY, first);
    }

    @Override
    public double p(double from, double to) {
      return remove ? with(at(from), at(to)) : without(at(to), at(from));
    }

    @Override
    public double q(double from, double to) {
      return remove ? without(at(from), at(to)) : with(at(to), at(from));
    }

    private double at(double loss) {
      return Math.min(last, Math.max(first, output(remove ? loss : -loss)));
    }

    @Override
    public double[] nodes() {
      double[] nodes = new double[NODES + 1];
      for (int i = 0; i <= NODES; i++) {
        double share = (double) i / NODES;
        double x = remove ? first + (last - first) * share : last - (last - first) * share;
        nodes[i] = remove ? loss(x) : -loss(x);
      }
      return nodes;
    }
  }
}
