package plugins.privacy.internal.anonymity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Local recoding: cuts the rows in two along one quasi-identifier, at the median, as long as both
 * parts keep to the privacy models (LeFevre, DeWitt and Ramakrishnan 2006, Mondrian
 * multidimensional k-anonymity, doi 10.1109/ICDE.2006.101). Where they take the widest dimension,
 * this takes the one whose cut loses least certainty, which costs a pass over the rows for each
 * dimension. A hierarchy is cut between its groups only. Rows are partitioned in place.
 */
final class Mondrian {
  private final List<Domain> domains;
  private final List<int[]> codes;
  private final PrivacyModel model;
  private final boolean relaxed;
  private final int[] rows;
  private final int[] spare;
  private final int[][] counts;
  private final Cuts cuts = new Cuts();
  private final Extent extent;
  private final List<Region[]> regions = new ArrayList<>();
  private final List<Integer> starts = new ArrayList<>();

  /**
   * Prepares.
   *
   * @param codes for each quasi-identifier the code of each row
   * @param relaxed whether rows with the value at the median may go to either side, so that both
   *     get the same number
   */
  Mondrian(List<Domain> domains, List<int[]> codes, PrivacyModel model, boolean relaxed) {
    this.domains = domains;
    this.codes = codes;
    this.model = model;
    this.relaxed = relaxed;
    this.rows = new int[codes.get(0).length];
    Arrays.setAll(rows, row -> row);
    this.spare = new int[rows.length];
    this.counts = domains.stream().map(d -> new int[d.size()]).toArray(int[][]::new);
    this.extent = new Extent(domains, codes);
  }

  /**
   * What was found.
   *
   * @param recoding groups and their regions
   * @param cuts how a row finds its group
   */
  record Found(Recoding recoding, Cuts cuts) {}

  /** Partitions all rows, which must keep to the models together. */
  Found run() {
    partition(0, rows.length);
    starts.add(rows.length);
    int[] bounds = starts.stream().mapToInt(Integer::intValue).toArray();
    Recoding recoding =
        new Recoding(
            new EquivalenceClasses(rows, bounds),
            new boolean[regions.size()],
            regions.toArray(Region[][]::new));
    return new Found(recoding, cuts);
  }

  private int partition(int from, int to) {
    extent.measure(rows, from, to);
    int[] low = extent.low().clone();
    int[] high = extent.high().clone();
    int column = to - from < 2 * model.leastRows() ? -1 : best(from, to, low, high);
    if (column < 0) {
      return leaf(from, to);
    }
    int cut = cut(column, from, to, low[column], high[column]);
    int middle = divide(column, cut, from, to);
    if (relaxed && !(model.holds(rows, from, middle) && model.holds(rows, middle, to))) {
      // which of the rows at the median went where depends on the order that later trials left
      return leaf(from, to);
    }
    int node = cuts.node(column, cut);
    cuts.left(node, partition(from, middle));
    cuts.right(node, partition(middle, to));
    return node;
  }

  private int leaf(int from, int to) {
    starts.add(from);
    regions.add(extent.regions(rows, from, to));
    return cuts.node(-1, regions.size() - 1);
  }

  /** Returns the dimension whose cut is allowed and loses least, or -1. */
  private int best(int from, int to, int[] low, int[] high) {
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int column = 0; column < low.length; column++) {
      if (low[column] == high[column]) {
        continue;
      }
      int cut = cut(column, from, to, low[column], high[column]);
      int middle = divide(column, cut, from, to);
      if (middle == from || middle == to) {
        continue;
      }
      if (!model.holds(rows, from, middle) || !model.holds(rows, middle, to)) {
        continue;
      }
      double loss = extent.loss(rows, from, middle) + extent.loss(rows, middle, to);
      if (loss < least) {
        least = loss;
        best = column;
      }
    }
    return best;
  }

  /** Returns the last code of the left part: of those allowed, the one nearest to the median. */
  private int cut(int column, int from, int to, int low, int high) {
    int[] values = codes.get(column);
    int[] count = counts[column];
    Arrays.fill(count, low, high + 1, 0);
    for (int at = from; at < to; at++) {
      count[values[rows[at]]]++;
    }
    Domain domain = domains.get(column);
    int[] below = domain.hierarchical() ? domain.groups(domain.common(low, high) - 1) : null;
    int best = low;
    long apart = Long.MAX_VALUE;
    long left = 0;
    for (int code = low; code < high; code++) {
      left += count[code];
      boolean allowed = below == null || below[code] != below[code + 1];
      long off = Math.abs(2 * left - (to - from));
      if (allowed && off < apart) {
        apart = off;
        best = code;
      }
    }
    return best;
  }

  /** Puts rows of codes up to the cut first, keeping the order, and returns where others begin. */
  private int divide(int column, int cut, int from, int to) {
    int[] values = codes.get(column);
    int middle = from;
    int others = 0;
    for (int at = from; at < to; at++) {
      int row = rows[at];
      if (values[row] <= cut) {
        rows[middle++] = row;
      } else {
        spare[others++] = row;
      }
    }
    System.arraycopy(spare, 0, rows, middle, others);
    return relaxed ? balanced(column, cut, from, to, middle) : middle;
  }

  /** Moves rows with the value at the cut to the right part until both are of one size. */
  private int balanced(int column, int cut, int from, int to, int middle) {
    int[] values = codes.get(column);
    int surplus = middle - (from + to) / 2;
    int end = middle;
    for (int at = middle - 1; at >= from && surplus > 0; at--) {
      if (values[rows[at]] == cut) {
        int row = rows[at];
        rows[at] = rows[--end];
        rows[end] = row;
        surplus--;
      }
    }
    return end;
  }
}
