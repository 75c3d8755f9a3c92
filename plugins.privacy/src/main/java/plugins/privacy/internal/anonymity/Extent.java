package plugins.privacy.internal.anonymity;

import java.util.List;

/** How far apart rows are in each quasi-identifier, and how many different values they have. */
final class Extent {
  private final List<Domain> domains;
  private final List<int[]> codes;
  private final int[] low;
  private final int[] high;
  private final int[] different;

  /** For each column and code the last measurement that met it. */
  private final int[][] met;

  private int turn;

  Extent(List<Domain> domains, List<int[]> codes) {
    this.domains = domains;
    this.codes = codes;
    this.low = new int[domains.size()];
    this.high = new int[domains.size()];
    this.different = new int[domains.size()];
    this.met = domains.stream().map(d -> new int[d.size()]).toArray(int[][]::new);
  }

  /** Measures the rows from a place to before another. */
  void measure(int[] rows, int from, int to) {
    turn++;
    for (int column = 0; column < low.length; column++) {
      int[] values = codes.get(column);
      int[] seen = met[column];
      int least = Integer.MAX_VALUE;
      int most = -1;
      int count = 0;
      for (int at = from; at < to; at++) {
        int code = values[rows[at]];
        if (seen[code] != turn) {
          seen[code] = turn;
          count++;
          least = Math.min(least, code);
          most = Math.max(most, code);
        }
      }
      low[column] = least;
      high[column] = most;
      different[column] = count;
    }
  }

  /** Returns the least code of each column, which the next measurement overwrites. */
  int[] low() {
    return low;
  }

  /** Returns the greatest, likewise. */
  int[] high() {
    return high;
  }

  /** Measures rows, and returns what they lose together when they are one group. */
  double loss(int[] rows, int from, int to) {
    measure(rows, from, to);
    double sum = 0;
    for (int column = 0; column < low.length; column++) {
      sum += domains.get(column).penalty(low[column], high[column], different[column]);
    }
    return sum * (to - from);
  }

  /** Measures rows, and returns what is published of them when they are one group. */
  Region[] regions(int[] rows, int from, int to) {
    measure(rows, from, to);
    Region[] regions = new Region[low.length];
    for (int column = 0; column < regions.length; column++) {
      int[] present = new int[different[column]];
      int size = 0;
      for (int code = low[column]; code <= high[column]; code++) {
        if (met[column][code] == turn) {
          present[size++] = code;
        }
      }
      regions[column] = domains.get(column).published(present);
    }
    return regions;
  }
}
