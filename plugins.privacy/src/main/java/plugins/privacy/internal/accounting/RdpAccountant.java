package plugins.privacy.internal.accounting;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Adds Rényi divergences order by order and converts them to (ε, δ) at the best order (Canonne,
 * Kamath, Steinke 2020, proposition 12). The bound holds; how far it lies above the true figure is
 * not known, so lower bounds are 0.
 */
final class RdpAccountant implements Accountant {
  private final double[] orders;

  RdpAccountant() {
    this(usual());
  }

  RdpAccountant(double... orders) {
    this.orders = orders.clone();
  }

  private static double[] usual() {
    DoubleStream small = IntStream.range(101, 110).mapToDouble(i -> i / 100.0);
    DoubleStream tenths = IntStream.range(11, 110).mapToDouble(i -> i / 10.0);
    DoubleStream whole = IntStream.rangeClosed(11, 64).mapToDouble(i -> i);
    DoubleStream great = DoubleStream.of(80, 96, 128, 192, 256, 384, 512, 768, 1024, 2048, 4096);
    return Stream.of(small, tenths, whole, great).flatMapToDouble(s -> s).toArray();
  }

  @Override
  public Bound epsilon(List<Phase> phases, double delta) {
    return new Bound(0, least(phases, (order, renyi) -> toEpsilon(order, renyi, delta)));
  }

  @Override
  public Bound delta(List<Phase> phases, double epsilon) {
    double log =
        least(
            phases,
            (order, renyi) ->
                (order - 1) * (renyi - epsilon + Math.log1p(-1 / order)) - Math.log(order));
    return new Bound(0, Math.min(1, Math.exp(log)));
  }

  static double toEpsilon(double order, double renyi, double delta) {
    double epsilon = renyi + Math.log1p(-1 / order) - Math.log(delta * order) / (order - 1);
    return Math.max(0, epsilon);
  }

  private double least(List<Phase> phases, Conversion conversion) {
    return Arrays.stream(orders).map(o -> conversion.at(o, renyi(phases, o))).min().orElseThrow();
  }

  private static double renyi(List<Phase> phases, double order) {
    return phases.stream().mapToDouble(p -> p.steps() * p.mechanism().renyi(order)).sum();
  }

  private interface Conversion {
    double at(double order, double renyi);
  }
}
