package plugins.privacy.internal.accounting;

import java.util.stream.IntStream;

/**
 * A release of one of a few values, by their probabilities with the record and without it, all
 * above 0.
 *
 * @param with probabilities where the record is there
 * @param without probabilities where it is not, in the same order
 */
record Finite(double[] with, double[] without) implements Mechanism {
  /**
   * Randomised response: the true one of several values, but with a probability any of them, each
   * alike (Warner 1965). Without the record every value is alike.
   */
  static Finite randomisedResponse(double noise, int values) {
    return new Finite(
        answers(noise, values, 0),
        IntStream.range(0, values).mapToDouble(i -> 1.0 / values).toArray());
  }

  /** The same where the neighbour has the record with another value. */
  static Finite replacedResponse(double noise, int values) {
    return new Finite(answers(noise, values, 0), answers(noise, values, 1));
  }

  private static double[] answers(double noise, int values, int truth) {
    return IntStream.range(0, values)
        .mapToDouble(i -> noise / values + (i == truth ? 1 - noise : 0))
        .toArray();
  }

  @Override
  public double renyi(double order) {
    return Math.max(renyi(with, without, order), renyi(without, with, order));
  }

  private static double renyi(double[] p, double[] q, double order) {
    if (Double.isInfinite(order)) {
      return IntStream.range(0, p.length)
          .mapToDouble(i -> Math.log(p[i] / q[i]))
          .max()
          .orElseThrow();
    }
    LogSum sum = new LogSum();
    for (int i = 0; i < p.length; i++) {
      sum.add(order * Math.log(p[i]) + (1 - order) * Math.log(q[i]), 1);
    }
    return Math.max(0, sum.log() / (order - 1));
  }

  @Override
  public LossPair pair(Direction direction, double tail) {
    return direction == Direction.REMOVE ? new Pair(with, without) : new Pair(without, with);
  }

  private record Pair(double[] chances, double[] others) implements LossPair {
    @Override
    public double least() {
      return IntStream.range(0, chances.length).mapToDouble(this::loss).min().orElseThrow();
    }

    @Override
    public double greatest() {
      return IntStream.range(0, chances.length).mapToDouble(this::loss).max().orElseThrow();
    }

    private double loss(int i) {
      return Math.log(chances[i] / others[i]);
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
      return IntStream.range(0, chances.length).mapToDouble(this::loss).toArray();
    }

    @Override
    public double[] atomMasses() {
      return chances.clone();
    }

    @Override
    public double[] nodes() {
      return new double[] {least(), greatest()};
    }
  }
}
