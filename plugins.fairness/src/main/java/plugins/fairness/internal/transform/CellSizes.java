package plugins.fairness.internal.transform;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How many rows each group and class is to have.
 *
 * @param before how many it has
 * @param wanted how many it would have without a limit on copies
 * @param after how many it gets
 */
record CellSizes(int[][] before, int[][] wanted, int[][] after) {

  /**
   * Finds the sizes. The total is that of the rows (BOTH), the least with which no cell shrinks
   * (OVER) or the greatest with which none grows (UNDER); fractions go to the greatest remainders.
   *
   * @param most how often a row may occur
   */
  static CellSizes of(int[][] before, double[][] shares, Resampling.Sampling sampling, int most) {
    double total = total(before, shares, sampling);
    int[][] wanted = rounded(shares, total);
    int[][] after = new int[before.length][];
    for (int g = 0; g < before.length; g++) {
      after[g] = new int[before[g].length];
      for (int c = 0; c < before[g].length; c++) {
        long limit = (long) before[g][c] * most;
        int reached = (int) Math.min(limit, wanted[g][c]);
        after[g][c] =
            switch (sampling) {
              case BOTH -> reached;
              case OVER -> Math.max(reached, before[g][c]);
              case UNDER -> Math.min(reached, before[g][c]);
            };
      }
    }
    return new CellSizes(before, wanted, after);
  }

  private static double total(int[][] before, double[][] shares, Resampling.Sampling sampling) {
    double sum = 0;
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (int g = 0; g < before.length; g++) {
      for (int c = 0; c < before[g].length; c++) {
        sum += before[g][c];
        if (before[g][c] > 0) {
          double needed = before[g][c] / shares[g][c];
          least = Math.min(least, needed);
          most = Double.isInfinite(needed) ? most : Math.max(most, needed);
        }
      }
    }
    return switch (sampling) {
      case BOTH -> sum;
      case OVER -> most;
      case UNDER -> Double.isInfinite(least) ? 0 : least;
    };
  }

  private record Remainder(int group, int label, double rest) {}

  private static int[][] rounded(double[][] shares, double total) {
    int[][] sizes = new int[shares.length][];
    List<Remainder> remainders = new ArrayList<>();
    long left = Math.round(total);
    for (int g = 0; g < shares.length; g++) {
      sizes[g] = new int[shares[g].length];
      for (int c = 0; c < shares[g].length; c++) {
        double exact = shares[g][c] * total;
        sizes[g][c] = (int) Math.floor(exact + 1e-9);
        left -= sizes[g][c];
        if (shares[g][c] > 0) {
          remainders.add(new Remainder(g, c, exact - sizes[g][c]));
        }
      }
    }
    remainders.sort(Comparator.comparingDouble(Remainder::rest).reversed());
    for (int i = 0; i < left && i < remainders.size(); i++) {
      sizes[remainders.get(i).group()][remainders.get(i).label()]++;
    }
    return sizes;
  }
}
