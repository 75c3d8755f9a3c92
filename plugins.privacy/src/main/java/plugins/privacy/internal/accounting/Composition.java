package plugins.privacy.internal.accounting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The losses of all steps of all phases added up, in both directions: grids of one width, tilted to
 * where δ is decided, multiplied as transforms, and transformed back into a window around their
 * mean. What the truncations cost is kept and enters the bounds.
 */
final class Composition {
  /** Share of δ that truncated tails of the loss may take. */
  private static final double TAILS = 1e-4;

  /** Share of δ for the event that split losses add up to more than is allowed for. */
  private static final double SPLITS = 1e-3;

  private static final int SHORTEST = 1 << 13;
  private static final int MOST_CELLS = 1 << 21;

  private final List<Phase> phases;
  private final long steps;
  private final double delta;
  private final double width;
  private final int length;
  private final List<List<LossPair>> pairs = new ArrayList<>();
  private final List<Window> windows = new ArrayList<>();

  /**
   * Chooses width and window.
   *
   * @param delta the δ that matters, for what can be left out
   * @param tilt chooses λ from the coarse loss
   */
  Composition(
      List<Phase> phases,
      double delta,
      ToDoubleFunction<CoarseLoss> tilt,
      double precision,
      int longest) {
    this.phases = phases;
    this.delta = delta;
    long[] counts = phases.stream().mapToLong(Phase::steps).toArray();
    steps = phases.stream().mapToLong(Phase::steps).sum();
    double tail = delta * TAILS / steps;
    for (Direction direction : Direction.values()) {
      List<LossPair> all = phases.stream().map(p -> p.mechanism().pair(direction, tail)).toList();
      CoarseLoss coarse = new CoarseLoss(all, counts);
      pairs.add(all);
      windows.add(Window.of(coarse, tilt.applyAsDouble(coarse)));
    }
    double span = 2.04 * windows.stream().mapToDouble(Window::half).max().orElseThrow();
    double spread = 16 * Math.sqrt(steps);
    double wanted = precision / Math.sqrt(steps * -Math.log(delta * SPLITS) / 2);
    length = length(span / wanted + spread, Math.max(longest, (int) Math.min(1 << 26, 4 * spread)));
    double least =
        pairs.stream().flatMap(List::stream).mapToDouble(Composition::range).max().orElse(0);
    width = Math.max(span / (length - spread), least / MOST_CELLS);
  }

  private static double range(LossPair pair) {
    return pair.greatest() - pair.least();
  }

  private static int length(double wanted, int longest) {
    int length = SHORTEST;
    while (length < wanted && length < longest) {
      length *= 2;
    }
    return length;
  }

  /** The curve of each direction. */
  List<LossCurve> curves() {
    List<Tilted> tilted = new ArrayList<>();
    for (int d = 0; d < windows.size(); d++) {
      tilted.add(new Tilted(grids(pairs.get(d)), windows.get(d)));
    }
    Spectrum spectrum = new Spectrum(length);
    double[] first = new double[length];
    double[] second = new double[length];
    for (int k = 0; k < phases.size(); k++) {
      Arrays.fill(first, 0);
      Arrays.fill(second, 0);
      tilted.get(0).add(k, first);
      tilted.get(1).add(k, second);
      spectrum.compose(first, second, phases.get(k).steps());
    }
    spectrum.invert(first, second);
    return List.of(
        tilted.get(0).curve(first, spectrum.meanModulus(0)),
        tilted.get(1).curve(second, spectrum.meanModulus(1)));
  }

  private List<LossGrid> grids(List<LossPair> all) {
    return all.stream().map(pair -> LossGrid.of(pair, width)).toList();
  }

  /** One direction. */
  private final class Tilted {
    private final List<LossGrid> grids;
    private final Window window;
    private double cumulant;
    private double mean;

    private Tilted(List<LossGrid> grids, Window window) {
      this.grids = grids;
      this.window = window;
    }

    private void add(int k, double[] circle) {
      double moment = grids.get(k).logMoment(window.tilt());
      cumulant += phases.get(k).steps() * moment;
      mean += phases.get(k).steps() * grids.get(k).tilted(window.tilt(), moment, circle);
    }

    private LossCurve curve(double[] circle, double modulus) {
      long bottom = Math.round(mean / width) - length / 2;
      double[] ordered = new double[length];
      for (int i = 0; i < length; i++) {
        ordered[i] = circle[Math.floorMod(bottom + i, length)];
      }
      return new LossCurve(
          width, bottom, ordered, window.tilt(), cumulant, margin(bottom, modulus));
    }

    private LossCurve.Margin margin(long bottom, double modulus) {
      double up = cumulant(window.tilt() + window.upTilt()) - cumulant;
      double down = cumulant(window.tilt() - window.downTilt()) - cumulant;
      double outside =
          Math.exp(up - window.upTilt() * (bottom + length) * width)
              + Math.exp(down + window.downTilt() * bottom * width);
      double rounding = Math.ulp(1.0) * 4 * (31 - Integer.numberOfLeadingZeros(length)) * steps;
      double cells = 1 + 1 / (window.tilt() * width);
      double finite = 0;
      double kept = 0;
      double moved = delta * SPLITS;
      for (int k = 0; k < grids.size(); k++) {
        finite += phases.get(k).steps() * Math.log1p(-grids.get(k).infinite());
        kept +=
            phases.get(k).steps() * Math.log1p(-grids.get(k).infinite() - grids.get(k).beyond());
        moved += phases.get(k).steps() * grids.get(k).moved();
      }
      double raised =
          steps * LossGrid.shift(width) + width * Math.sqrt(steps * -Math.log(delta * SPLITS) / 2);
      double tilted = 2 * Math.min(1, outside) + rounding * modulus * Math.min(length, cells);
      return new LossCurve.Margin(-Math.expm1(finite), -Math.expm1(kept), moved, raised, tilted);
    }

    private double cumulant(double tilt) {
      double sum = 0;
      for (int k = 0; k < grids.size(); k++) {
        sum += phases.get(k).steps() * grids.get(k).logMoment(tilt);
      }
      return sum;
    }
  }
}
