package plugins.fairness.internal.rule;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;

/**
 * Thresholds with lots between them, which meet a constraint exactly on the rows they are chosen on
 * and are the best that do (Hardt, Price and Srebro 2016, arXiv:1610.02413, section 3.2). What a
 * group can reach is the concave hull of its thresholds; the best common rate is a corner of a
 * group's hull, or for odds of where hulls cross.
 */
final class LotsSearch {
  private static final double EQUAL = 1e-12;
  private static final int STEPS = 200;

  private final List<Curve> curves;
  private final Objective.Utility utility;
  private final int grid;

  /**
   * Searches.
   *
   * @param curves what thresholds do to each group
   * @param utility what is made greatest
   * @param grid into how many steps the common rate is divided; 0 to look at every corner
   */
  LotsSearch(List<Curve> curves, Objective.Utility utility, int grid) {
    this.curves = curves;
    this.utility = utility;
    this.grid = grid;
  }

  /** Returns the lots of each group. */
  List<Lots> find(Constraint constraint) {
    return constraint == Constraint.EQUALIZED_ODDS ? odds() : rate(constraint);
  }

  private List<Lots> rate(Constraint constraint) {
    List<Hull> hulls =
        curves.stream()
            .map(
                curve ->
                    Hull.of(
                        curve.points(),
                        p -> constraint.rate(curve, p),
                        p -> curve.utility(p, utility)))
            .toList();
    double best = best(hulls, x -> hulls.stream().mapToDouble(h -> h.at(x)).sum(), false);
    return hulls.stream().map(h -> h.lots(best)).toList();
  }

  /**
   * All groups come to the lowest hull: those above it let the score count with some probability
   * only, and otherwise favour at the common false positive rate, which is on the diagonal.
   */
  private List<Lots> odds() {
    List<Hull> hulls =
        curves.stream()
            .map(c -> Hull.of(c.points(), c::falsePositiveRate, c::truePositiveRate))
            .toList();
    double positives = curves.stream().mapToDouble(Curve::positives).sum();
    double negatives = curves.stream().mapToDouble(Curve::negatives).sum();
    DoubleUnaryOperator lowest = x -> hulls.stream().mapToDouble(h -> h.at(x)).min().orElseThrow();
    double x =
        best(
            hulls,
            rate -> utility.of(positives * lowest.applyAsDouble(rate), negatives * (1 - rate)),
            true);
    double y = lowest.applyAsDouble(x);
    return hulls.stream()
        .map(
            hull -> {
              double above = hull.at(x) - y;
              double ignored = above > EQUAL ? above / (hull.at(x) - x) : 0;
              return hull.lots(x).ignoring(ignored, x);
            })
        .toList();
  }

  /**
   * Returns where a concave function that is linear between corners is greatest; the least of
   * equals.
   *
   * @param crossing whether it may have corners between those of the hulls
   */
  private double best(List<Hull> hulls, DoubleUnaryOperator worth, boolean crossing) {
    double[] corners = corners(hulls);
    int best = 0;
    double[] values = new double[corners.length];
    for (int i = 0; i < corners.length; i++) {
      values[i] = worth.applyAsDouble(corners[i]);
      best = values[i] > values[best] + EQUAL ? i : best;
    }
    double x = corners[best];
    if (crossing && grid == 0) {
      double left = inner(worth, corners[Math.max(0, best - 1)], x);
      double right = inner(worth, x, corners[Math.min(corners.length - 1, best + 1)]);
      double inner = worth.applyAsDouble(left) > worth.applyAsDouble(right) ? left : right;
      x = worth.applyAsDouble(inner) > values[best] + EQUAL ? inner : x;
    }
    return x;
  }

  private double[] corners(List<Hull> hulls) {
    if (grid > 0) {
      double[] steps = new double[grid + 1];
      Arrays.setAll(steps, i -> i / (double) grid);
      return steps;
    }
    TreeSet<Double> all = new TreeSet<>();
    hulls.forEach(h -> Arrays.stream(h.xs()).forEach(all::add));
    return all.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Ternary search: the function is concave. */
  private static double inner(DoubleUnaryOperator worth, double from, double to) {
    double low = from;
    double high = to;
    for (int i = 0; i < STEPS && high - low > EQUAL / 100; i++) {
      double a = low + (high - low) / 3;
      double b = high - (high - low) / 3;
      if (worth.applyAsDouble(a) < worth.applyAsDouble(b)) {
        low = a;
      } else {
        high = b;
      }
    }
    return (low + high) / 2;
  }
}
