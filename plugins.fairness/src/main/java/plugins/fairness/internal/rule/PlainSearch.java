package plugins.fairness.internal.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One threshold for each group, without lots: of all choices whose rates lie within a bound of each
 * other, the one of greatest utility. Where none is within the bound, it is widened until one is.
 * Of very many thresholds every so many are looked at.
 */
final class PlainSearch {
  /** Thresholds of all groups together that are looked at, for one rate and for two. */
  private static final int[] MOST = {2_000, 200};

  /** A group keeps so many of them at least. */
  private static final int FEWEST = 8;

  /** Where all pairs of bounds would take longer, those of one threshold each are looked at. */
  private static final double PAIRS = 2e8;

  private static final double WIDER = 1.25;
  private static final double SLACK = 1e-12;

  private final List<Curve> curves;
  private final Objective.Utility utility;
  private final List<Choice[]> choices = new ArrayList<>();

  private record Choice(Cut cut, double x, double y, double worth) {
    boolean within(double fromX, double fromY, double width) {
      return x >= fromX - SLACK
          && x <= fromX + width + SLACK
          && y >= fromY - SLACK
          && y <= fromY + width + SLACK;
    }
  }

  /** Searches. */
  PlainSearch(List<Curve> curves, Objective.Utility utility) {
    this.curves = curves;
    this.utility = utility;
  }

  /**
   * Returns the threshold of each group.
   *
   * @param bound how far rates may lie apart
   */
  List<Lots> find(Constraint constraint, double bound) {
    boolean two = constraint == Constraint.EQUALIZED_ODDS;
    int most = Math.max(FEWEST, MOST[two ? 1 : 0] / curves.size());
    for (Curve curve : curves) {
      choices.add(choices(curve, constraint, two, most));
    }
    double width = bound;
    Cut[] found = within(width, two);
    while (found == null) {
      width = Math.max(width, 1e-3) * WIDER;
      found = within(width, two);
    }
    return Arrays.stream(found).map(Lots::of).toList();
  }

  private Choice[] choices(Curve curve, Constraint constraint, boolean two, int most) {
    List<Point> points = curve.points();
    int kept = Math.min(points.size(), most);
    Choice[] some = new Choice[kept];
    for (int i = 0; i < kept; i++) {
      // First and last stay: to favour none and to favour all.
      Point p = points.get(kept == 1 ? 0 : (int) ((long) i * (points.size() - 1) / (kept - 1)));
      double y = two ? curve.truePositiveRate(p) : 0;
      some[i] = new Choice(p.cut(), constraint.rate(curve, p), y, curve.utility(p, utility));
    }
    return some;
  }

  private Cut[] within(double width, boolean two) {
    Choice[] all = choices.stream().flatMap(Arrays::stream).toArray(Choice[]::new);
    boolean pairs = two && Math.pow(all.length, 3) <= PAIRS;
    double best = Double.NEGATIVE_INFINITY;
    Cut[] found = null;
    for (Choice x : all) {
      for (Choice y : pairs ? all : new Choice[] {x}) {
        Choice[] chosen = window(x.x(), y.y(), width);
        double worth =
            chosen == null ? best : Arrays.stream(chosen).mapToDouble(Choice::worth).sum();
        if (chosen != null && worth > best + SLACK) {
          best = worth;
          found = Arrays.stream(chosen).map(Choice::cut).toArray(Cut[]::new);
        }
      }
    }
    return found;
  }

  /** Returns the best choice of each group in a window of rates, or null when a group has none. */
  private Choice[] window(double x, double y, double width) {
    Choice[] chosen = new Choice[choices.size()];
    for (int group = 0; group < chosen.length; group++) {
      for (Choice choice : choices.get(group)) {
        if (choice.within(x, y, width)
            && (chosen[group] == null || choice.worth() > chosen[group].worth() + SLACK)) {
          chosen[group] = choice;
        }
      }
      if (chosen[group] == null) {
        return null;
      }
    }
    return chosen;
  }
}
