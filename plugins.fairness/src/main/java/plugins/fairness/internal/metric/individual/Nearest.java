package plugins.fairness.internal.metric.individual;

import java.util.Arrays;

/**
 * The points nearest to one, until their weight reaches k. Points as far as the last of them share
 * the rest of k, whatever the order in which they come. Used again for each point; by one thread.
 */
final class Nearest {
  private final double k;
  private final int classes;
  private final double[] weights;
  private final double[] byClass;
  private double[] distances = new double[16];
  private int[] points = new int[16];
  private int size;
  private double inside;
  private double radius;
  private double tied;
  private final double[] tiedByClass;

  /**
   * Begins.
   *
   * @param weights of the points
   * @param byClass the same by point and class
   */
  Nearest(double k, double[] weights, double[] byClass, int classes) {
    this.k = k;
    this.weights = weights;
    this.byClass = byClass;
    this.classes = classes;
    this.tiedByClass = new double[classes];
    clear();
  }

  void clear() {
    size = 0;
    inside = 0;
    radius = Double.POSITIVE_INFINITY;
    tied = 0;
  }

  /** Returns the distance beyond which no point matters. */
  double radius() {
    return radius;
  }

  /** Takes a point at a distance. */
  void offer(double distance, int point) {
    if (distance > radius) {
      return;
    }
    if (distance == radius) {
      tie(point);
      return;
    }
    insert(distance, point);
    inside += weights[point];
    while (inside >= k) {
      shrink();
    }
  }

  private void tie(int point) {
    tied += weights[point];
    for (int c = 0; c < classes; c++) {
      tiedByClass[c] += byClass[point * classes + c];
    }
  }

  private void insert(double distance, int point) {
    if (size == points.length) {
      distances = Arrays.copyOf(distances, 2 * size);
      points = Arrays.copyOf(points, 2 * size);
    }
    int at = size++;
    while (at > 0 && distances[at - 1] > distance) {
      distances[at] = distances[at - 1];
      points[at] = points[at - 1];
      at--;
    }
    distances[at] = distance;
    points[at] = point;
  }

  /** The farthest of the points inside are enough: they are the border now. */
  private void shrink() {
    radius = distances[size - 1];
    tied = 0;
    Arrays.fill(tiedByClass, 0);
    while (size > 0 && distances[size - 1] == radius) {
      tie(points[--size]);
    }
    inside = 0;
    for (int i = 0; i < size; i++) {
      inside += weights[points[i]];
    }
  }

  /** Writes the share that each class has among the k nearest. */
  void shares(double[] into, int from) {
    for (int c = 0; c < classes; c++) {
      double sum = tied > 0 ? (k - inside) * (tiedByClass[c] / tied) : 0;
      for (int i = 0; i < size; i++) {
        sum += byClass[points[i] * classes + c];
      }
      into[from + c] = sum / k;
    }
  }
}
