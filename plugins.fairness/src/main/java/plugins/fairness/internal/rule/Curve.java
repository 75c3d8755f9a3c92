package plugins.fairness.internal.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** What every threshold does to the rows of a group, from favouring none to favouring all. */
final class Curve {
  private final double positives;
  private final double negatives;
  private final List<Point> points;

  private Curve(double positives, double negatives, List<Point> points) {
    this.positives = positives;
    this.negatives = negatives;
    this.points = points;
  }

  /**
   * Counts. Thresholds lie in the middle between neighbouring scores.
   *
   * @param scores score of the favourable class of each row
   * @param positive whether a row is of it
   * @param weights weight of each row
   * @param flip whether to favour low scores may be chosen too
   */
  static Curve of(double[] scores, boolean[] positive, double[] weights, boolean flip) {
    Integer[] falling = new Integer[scores.length];
    Arrays.setAll(falling, i -> i);
    Arrays.sort(falling, Comparator.comparingDouble((Integer i) -> -scores[i]));
    List<Point> points = new ArrayList<>();
    double[] sums = new double[2];
    points.add(new Point(new Cut(true, Double.POSITIVE_INFINITY), 0, 0));
    for (int i = 0; i < falling.length; i++) {
      int row = falling[i];
      sums[positive[row] ? 1 : 0] += weights[row];
      boolean last = i + 1 == falling.length;
      if (last || scores[falling[i + 1]] < scores[row]) {
        double at = last ? Double.NEGATIVE_INFINITY : between(scores[falling[i + 1]], scores[row]);
        points.add(new Point(new Cut(true, at), sums[0], sums[1]));
      }
    }
    double negatives = sums[0];
    double positives = sums[1];
    if (flip) {
      for (Point p : List.copyOf(points)) {
        Cut below = new Cut(false, p.cut().at());
        points.add(new Point(below, negatives - p.falsePositive(), positives - p.truePositive()));
      }
    }
    return new Curve(positives, negatives, points);
  }

  private static double between(double low, double high) {
    double middle = low + (high - low) / 2;
    return middle > low ? middle : high;
  }

  double positives() {
    return positives;
  }

  double negatives() {
    return negatives;
  }

  List<Point> points() {
    return points;
  }

  double selection(Point p) {
    return (p.falsePositive() + p.truePositive()) / (positives + negatives);
  }

  double truePositiveRate(Point p) {
    return p.truePositive() / positives;
  }

  double falsePositiveRate(Point p) {
    return p.falsePositive() / negatives;
  }

  double utility(Point p, Objective.Utility utility) {
    return utility.of(p.truePositive(), negatives - p.falsePositive());
  }

  /** Returns the best threshold without any constraint, the highest of equals. */
  Cut best(Objective.Utility utility) {
    Point best = points.get(0);
    for (Point p : points) {
      best = utility(p, utility) > utility(best, utility) + 1e-12 ? p : best;
    }
    return best.cut();
  }
}
