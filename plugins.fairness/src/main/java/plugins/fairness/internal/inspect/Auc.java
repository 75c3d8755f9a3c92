package plugins.fairness.internal.inspect;

import java.util.Arrays;
import java.util.stream.IntStream;
import plugins.fairness.internal.Rate;

/**
 * The area under the ROC curve with its standard error (DeLong, DeLong and Clarke-Pearson 1988, by
 * midranks as Sun and Xu 2014 compute it).
 *
 * @param value the area, NaN where one of the classes is empty
 * @param error its standard error
 */
record Auc(double value, double error) {
  /** Scores that are as near to each other are equal: the rest is rounding. */
  private static final double SAME = 1e-9;

  static Auc of(double[] scores, boolean[] positive) {
    double[] rounded = Arrays.stream(scores).map(s -> Math.rint(s / SAME) * SAME).toArray();
    int[] own = IntStream.range(0, scores.length).filter(i -> positive[i]).toArray();
    int[] others = IntStream.range(0, scores.length).filter(i -> !positive[i]).toArray();
    double[] all = midranks(rounded);
    double[] ownRanks = midranks(Arrays.stream(own).mapToDouble(i -> rounded[i]).toArray());
    double[] otherRanks = midranks(Arrays.stream(others).mapToDouble(i -> rounded[i]).toArray());
    double m = own.length;
    double n = others.length;
    double[] above =
        IntStream.range(0, own.length).mapToDouble(i -> (all[own[i]] - ownRanks[i]) / n).toArray();
    double[] below =
        IntStream.range(0, others.length)
            .mapToDouble(j -> 1 - (all[others[j]] - otherRanks[j]) / m)
            .toArray();
    double value = Arrays.stream(above).average().orElse(Double.NaN);
    return new Auc(value, Math.sqrt(variance(above) / m + variance(below) / n));
  }

  private static double variance(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return squares / Math.max(1, values.length - 1);
  }

  private static double[] midranks(double[] values) {
    Integer[] order = IntStream.range(0, values.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, (a, b) -> Double.compare(values[a], values[b]));
    double[] ranks = new double[values.length];
    for (int from = 0; from < order.length; ) {
      int to = from;
      while (to < order.length && values[order[to]] == values[order[from]]) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = (from + to + 1) / 2.0;
      }
      from = to;
    }
    return ranks;
  }

  double low() {
    return Math.max(0, value - Rate.Z95 * error);
  }

  double high() {
    return Math.min(1, value + Rate.Z95 * error);
  }
}
