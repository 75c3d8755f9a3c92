package plugins.fairness.internal.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The upper boundary of what can be reached by drawing lots between thresholds: the concave hull of
 * points (x, y), x in [0, 1].
 */
final class Hull {
  private final List<Vertex> vertices;

  private record Vertex(double x, double y, Cut cut) {}

  private Hull(List<Vertex> vertices) {
    this.vertices = vertices;
  }

  /** Finds the hull; there are points at x = 0 and at x = 1. */
  static Hull of(List<Point> points, ToDoubleFunction<Point> x, ToDoubleFunction<Point> y) {
    List<Vertex> sorted =
        points.stream()
            .map(p -> new Vertex(x.applyAsDouble(p), y.applyAsDouble(p), p.cut()))
            .sorted(
                Comparator.comparingDouble(Vertex::x)
                    .thenComparing(Comparator.comparingDouble(Vertex::y).reversed()))
            .toList();
    List<Vertex> hull = new ArrayList<>();
    for (Vertex next : sorted) {
      if (!hull.isEmpty() && hull.get(hull.size() - 1).x() == next.x()) {
        continue;
      }
      while (hull.size() >= 2 && !turnsDown(hull, next)) {
        hull.remove(hull.size() - 1);
      }
      hull.add(next);
    }
    return new Hull(hull);
  }

  private static boolean turnsDown(List<Vertex> hull, Vertex next) {
    Vertex before = hull.get(hull.size() - 2);
    Vertex last = hull.get(hull.size() - 1);
    return (last.x() - before.x()) * (next.y() - before.y())
        < (last.y() - before.y()) * (next.x() - before.x());
  }

  /** Returns the x of all vertices, rising. */
  double[] xs() {
    return vertices.stream().mapToDouble(Vertex::x).toArray();
  }

  /** Returns the boundary's y at an x in [0, 1]. */
  double at(double x) {
    int right = right(x);
    Vertex b = vertices.get(right);
    if (right == 0) {
      return b.y();
    }
    Vertex a = vertices.get(right - 1);
    return a.y() + (b.y() - a.y()) * (x - a.x()) / (b.x() - a.x());
  }

  /** Returns the lots that reach the boundary at an x in [0, 1]. */
  Lots lots(double x) {
    int right = right(x);
    Vertex b = vertices.get(right);
    if (right == 0) {
      return Lots.of(b.cut());
    }
    Vertex a = vertices.get(right - 1);
    double share = (x - a.x()) / (b.x() - a.x());
    return share >= 1 - 1e-12
        ? Lots.of(b.cut())
        : share <= 1e-12 ? Lots.of(a.cut()) : new Lots(a.cut(), b.cut(), share, 0, 0);
  }

  private int right(double x) {
    int low = 0;
    int high = vertices.size() - 1;
    while (low < high) {
      int middle = (low + high) / 2;
      if (vertices.get(middle).x() >= x) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
