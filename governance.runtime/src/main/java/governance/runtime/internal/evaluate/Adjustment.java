package governance.runtime.internal.evaluate;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Corrections of p-values for how many were looked at. */
final class Adjustment {
  private Adjustment() {}

  /**
   * Holm 1979, A simple sequentially rejective multiple test procedure: the chance of any false
   * finding stays below the level, however the tests depend on each other.
   */
  static double[] holm(double[] p) {
    int[] order = ascending(p);
    double[] adjusted = new double[p.length];
    double most = 0;
    for (int rank = 0; rank < order.length; rank++) {
      most = Math.max(most, Math.min(1, (p.length - rank) * p[order[rank]]));
      adjusted[order[rank]] = most;
    }
    return adjusted;
  }

  /**
   * Benjamini and Hochberg 1995, Controlling the false discovery rate: the expected share of false
   * findings stays below the level, for tests that do not depend on each other negatively.
   */
  static double[] benjaminiHochberg(double[] p) {
    int[] order = ascending(p);
    double[] adjusted = new double[p.length];
    double least = 1;
    for (int rank = order.length - 1; rank >= 0; rank--) {
      least = Math.min(least, p.length * p[order[rank]] / (rank + 1));
      adjusted[order[rank]] = least;
    }
    return adjusted;
  }

  private static int[] ascending(double[] p) {
    return IntStream.range(0, p.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> p[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
