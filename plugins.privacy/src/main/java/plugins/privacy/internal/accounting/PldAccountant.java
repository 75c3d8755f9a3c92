package plugins.privacy.internal.accounting;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Composes the distributions of the privacy loss themselves. The upper bound holds for every
 * mechanism composed; the lower bound says how far it can lie above the true figure.
 */
final class PldAccountant implements Accountant {
  /** How far rounding of losses may move ε, where the length of the transform allows. */
  private static final double PRECISION = 0.002;

  private final double precision;
  private final int longest;

  PldAccountant() {
    this(PRECISION, 1 << 20);
  }

  /**
   * Sets what limits precision.
   *
   * @param precision the distance of the bounds of ε that is aimed at
   * @param longest the greatest length of a transform
   */
  PldAccountant(double precision, int longest) {
    this.precision = precision;
    this.longest = longest;
  }

  @Override
  public Bound epsilon(List<Phase> phases, double delta) {
    Composition composition =
        new Composition(phases, delta, c -> c.tiltForDelta(delta), precision, longest);
    List<LossCurve> curves = composition.curves();
    return new Bound(
        greatest(curves, c -> c.lowerEpsilon(delta)), greatest(curves, c -> c.upperEpsilon(delta)));
  }

  @Override
  public Bound delta(List<Phase> phases, double epsilon) {
    double scale = new RdpAccountant().delta(phases, epsilon).upper();
    Composition composition =
        new Composition(
            phases,
            Math.max(1e-200, Math.min(0.1, scale)),
            c -> c.tiltForEpsilon(epsilon),
            precision,
            longest);
    List<LossCurve> curves = composition.curves();
    return new Bound(
        greatest(curves, c -> c.lowerDelta(epsilon)), greatest(curves, c -> c.upperDelta(epsilon)));
  }

  private static double greatest(List<LossCurve> curves, ToDoubleFunction<LossCurve> figure) {
    return curves.stream().mapToDouble(figure).max().orElseThrow();
  }
}
