package plugins.data.internal.rowtext;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Intervals of a numeric column. With few different values each has its own bin. Otherwise a value
 * that at least one row in {@code bins} has gets a bin of its own, and the other rows are parted at
 * their quantiles.
 */
final class Bins {
  private final double[] edges;

  private Bins(double[] edges) {
    this.edges = edges;
  }

  /**
   * Fits bins.
   *
   * @param values the training values, in any order, NaN where missing
   * @param most greatest number of bins, at least 2
   */
  static Bins fit(double[] values, int most) {
    double[] sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    double[] distinct = Arrays.stream(sorted).distinct().toArray();
    if (distinct.length <= most) {
      return new Bins(Arrays.copyOf(distinct, Math.max(0, distinct.length - 1)));
    }
    Set<Double> heavy = heavy(sorted, most);
    double[] light = Arrays.stream(sorted).filter(v -> !heavy.contains(v)).toArray();
    int parts = most;
    TreeSet<Double> edges = edges(distinct, heavy, light, parts);
    while (edges.size() >= most && parts > 1) {
      parts--;
      edges = edges(distinct, heavy, light, parts);
    }
    return new Bins(edges.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static Set<Double> heavy(double[] sorted, int most) {
    Set<Double> heavy = new HashSet<>();
    int start = 0;
    for (int i = 1; i <= sorted.length; i++) {
      if (i == sorted.length || sorted[i] != sorted[start]) {
        if ((long) (i - start) * most >= sorted.length) {
          heavy.add(sorted[start]);
        }
        start = i;
      }
    }
    return heavy;
  }

  private static TreeSet<Double> edges(
      double[] distinct, Set<Double> heavy, double[] light, int parts) {
    TreeSet<Double> edges = new TreeSet<>();
    for (int i = 0; i < distinct.length; i++) {
      if (heavy.contains(distinct[i])) {
        edges.add(distinct[i]);
        edges.add(distinct[Math.max(0, i - 1)]);
      }
    }
    for (int i = 1; i < parts && light.length > 0; i++) {
      edges.add(light[(int) (((long) i * light.length + parts - 1) / parts) - 1]);
    }
    edges.remove(distinct[distinct.length - 1]);
    return edges;
  }

  /**
   * Returns the number of the bin that a value falls in, from 0; an edge belongs to the bin below
   * it.
   */
  int index(double value) {
    int at = Arrays.binarySearch(edges, value);
    return at < 0 ? -at - 1 : at;
  }

  /** Returns the greatest value of each bin but the last. */
  List<Double> edges() {
    List<Double> all = new ArrayList<>();
    Arrays.stream(edges).forEach(all::add);
    return all;
  }
}
