package plugins.fairness.internal.metric.individual;

import java.util.Arrays;

/**
 * Finds near points: a tree of boxes whose leaves hold some tens of points, column by column, so
 * that their distances are computed by vector instructions. Where columns are many and boxes
 * exclude nothing this is a tiled walk over all points.
 */
final class PointTree {
  private static final int LEAF = 64;

  private final int dimensions;
  private final boolean[] nominal;
  private final int[] order;
  private final double[][] values;
  private int nodes;
  private int[] start = new int[64];
  private int[] end = new int[64];
  private int[] left = new int[64];
  private int[] right = new int[64];
  private double[] boxes;

  PointTree(Points points) {
    dimensions = points.values().length;
    nominal = points.nominal();
    boxes = new double[64 * 2 * dimensions];
    order = new int[points.count()];
    Arrays.setAll(order, i -> i);
    build(points.values(), 0, order.length);
    values = new double[dimensions][order.length];
    for (int d = 0; d < dimensions; d++) {
      for (int i = 0; i < order.length; i++) {
        values[d][i] = points.values()[d][order[i]];
      }
    }
  }

  private int build(double[][] from, int begin, int stop) {
    int node = add(begin, stop);
    int widest = -1;
    double most = 0;
    for (int d = 0; d < dimensions; d++) {
      double least = Double.POSITIVE_INFINITY;
      double greatest = Double.NEGATIVE_INFINITY;
      for (int i = begin; i < stop; i++) {
        least = Math.min(least, from[d][order[i]]);
        greatest = Math.max(greatest, from[d][order[i]]);
      }
      boxes[(2 * node) * dimensions + d] = least;
      boxes[(2 * node + 1) * dimensions + d] = greatest;
      double width = nominal[d] ? Math.min(1, greatest - least) : greatest - least;
      if (width > most) {
        most = width;
        widest = d;
      }
    }
    if (stop - begin > LEAF && widest >= 0) {
      int middle = split(from[widest], begin, stop);
      left[node] = build(from, begin, middle);
      right[node] = build(from, middle, stop);
    }
    return node;
  }

  private int add(int begin, int stop) {
    if (nodes == start.length) {
      start = Arrays.copyOf(start, 2 * nodes);
      end = Arrays.copyOf(end, 2 * nodes);
      left = Arrays.copyOf(left, 2 * nodes);
      right = Arrays.copyOf(right, 2 * nodes);
      boxes = Arrays.copyOf(boxes, 4 * nodes * dimensions);
    }
    start[nodes] = begin;
    end[nodes] = stop;
    left[nodes] = -1;
    return nodes++;
  }

  /** Orders by a column until the middle one is in its place; the tree is made once. */
  private int split(double[] column, int begin, int stop) {
    int middle = (begin + stop) >>> 1;
    int low = begin;
    int high = stop - 1;
    while (low < high) {
      double pivot = column[order[(low + high) >>> 1]];
      int i = low;
      int j = high;
      while (i <= j) {
        while (column[order[i]] < pivot) {
          i++;
        }
        while (column[order[j]] > pivot) {
          j--;
        }
        if (i <= j) {
          int moved = order[i];
          order[i++] = order[j];
          order[j--] = moved;
        }
      }
      if (middle <= j) {
        high = j;
      } else if (middle >= i) {
        low = i;
      } else {
        break;
      }
    }
    return middle;
  }

  /** What one thread needs to search. */
  final class Search {
    private final double[] point = new double[dimensions];
    private final double[] distances = new double[LEAF];

    /** Offers all points that may be near the one at a place of the tree's order. */
    void around(int place, Nearest nearest) {
      for (int d = 0; d < dimensions; d++) {
        point[d] = values[d][place];
      }
      visit(0, nearest);
    }

    private void visit(int node, Nearest nearest) {
      if (left[node] < 0) {
        for (int from = start[node]; from < end[node]; from += LEAF) {
          scan(from, Math.min(end[node], from + LEAF), nearest);
        }
        return;
      }
      double toLeft = distance(left[node]);
      double toRight = distance(right[node]);
      boolean leftFirst = toLeft <= toRight;
      if (Math.min(toLeft, toRight) <= nearest.radius()) {
        visit(leftFirst ? left[node] : right[node], nearest);
      }
      if (Math.max(toLeft, toRight) <= nearest.radius()) {
        visit(leftFirst ? right[node] : left[node], nearest);
      }
    }

    private double distance(int node) {
      double sum = 0;
      int low = 2 * node * dimensions;
      int high = low + dimensions;
      for (int d = 0; d < dimensions; d++) {
        double at = point[d];
        double off = 0;
        if (at < boxes[low + d]) {
          off = boxes[low + d] - at;
        } else if (at > boxes[high + d]) {
          off = at - boxes[high + d];
        }
        sum += nominal[d] ? (off > 0 ? 1 : 0) : off * off;
      }
      return sum;
    }

    private void scan(int from, int to, Nearest nearest) {
      int count = to - from;
      Arrays.fill(distances, 0, count, 0);
      for (int d = 0; d < dimensions; d++) {
        addColumn(values[d], point[d], from, count, nominal[d]);
      }
      double radius = nearest.radius();
      for (int i = 0; i < count; i++) {
        if (distances[i] <= radius) {
          nearest.offer(distances[i], order[from + i]);
          radius = nearest.radius();
        }
      }
    }

    private void addColumn(double[] column, double at, int from, int count, boolean codes) {
      double[] sums = distances;
      if (codes) {
        for (int i = 0; i < count; i++) {
          sums[i] += column[from + i] == at ? 0 : 1;
        }
      } else {
        for (int i = 0; i < count; i++) {
          double off = column[from + i] - at;
          sums[i] += off * off;
        }
      }
    }
  }

  /** Returns the point at a place of the tree's order. */
  int point(int place) {
    return order[place];
  }
}
