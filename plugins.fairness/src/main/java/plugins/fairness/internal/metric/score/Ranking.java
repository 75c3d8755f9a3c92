package plugins.fairness.internal.metric.score;

import governance.api.evaluate.EvaluationSet;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import plugins.fairness.internal.metric.Partition;

/**
 * The places of groups when rows are ranked, greatest first. A row of weight k takes k places; rows
 * that tie share their places, each having the mean of them. Rows without a group have no place.
 */
final class Ranking {
  /** Sets of more rows are ranked anew for each metric, to hold no more than one ranking. */
  private static final int KEPT = 200_000;

  private final int[] rows;
  private final int[] groupOf;
  private final double[] weightOf;
  private final int[] ends;
  private final double[] weight;
  private final Map<Object, Object> found = new ConcurrentHashMap<>();
  private int blocks;
  private double total;

  private Ranking(EvaluationSet set, Partition groups, Object what, double[] values) {
    int[] index = groups.index(set);
    this.weight = new double[groups.size()];
    groups.forEach(
        set,
        (row, group, each) -> {
          if (group >= 0) {
            weight[group] += each;
            total += each;
          }
        });
    int[] ascending = ScoreOrder.drawn(set, what, values);
    this.rows = new int[ascending.length];
    this.ends = new int[ascending.length];
    this.groupOf = new int[ascending.length];
    this.weightOf = new double[ascending.length];
    rank(set, index, values, ascending);
  }

  /** Puts the rows that have a place in their order, and where those of equal value end. */
  private void rank(EvaluationSet set, int[] index, double[] values, int[] ascending) {
    int count = 0;
    for (int i = ascending.length - 1; i >= 0; i--) {
      int row = ascending[i];
      if (index[row] >= 0) {
        if (count > 0 && values[row] != values[rows[count - 1]]) {
          ends[blocks++] = count;
        }
        groupOf[count] = index[row];
        weightOf[count] = set.weight(row);
        rows[count++] = row;
      }
    }
    if (count > 0) {
      ends[blocks++] = count;
    }
  }

  private record Key(Object groups, Object what) {}

  /**
   * Ranks, for a small set once for all metrics.
   *
   * @param what says what the values are, among all that rest on the same rows
   * @param values what rows are ranked by, none NaN
   */
  static Ranking of(EvaluationSet set, Partition groups, Object what, double[] values) {
    return set.size() > KEPT
        ? new Ranking(set, groups, what, values)
        : set.once(new Key(groups.key(), what), () -> new Ranking(set, groups, what, values));
  }

  /** Returns the number of places. */
  double total() {
    return total;
  }

  /** Returns the share of each group of all places. */
  double[] shares() {
    double[] shares = new double[weight.length];
    for (int group = 0; group < shares.length; group++) {
      shares[group] = weight[group] / total;
    }
    return shares;
  }

  /** Takes the places from {@code from}, exclusive, to {@code to} that rows share. */
  @FunctionalInterface
  interface Places {
    /**
     * Takes them.
     *
     * @param weights of each group there
     * @param groups those that are there, the first {@code count}
     * @param gain what the rows are worth together
     */
    void take(double from, double to, double[] weights, int[] groups, int count, double gain);
  }

  /** Hands over the places from the first to the last. */
  void forEach(double[] gains, Places places) {
    double[] block = new double[weight.length];
    int[] touched = new int[weight.length];
    double from = 0;
    int at = 0;
    for (int b = 0; b < blocks; b++) {
      int count = 0;
      double to = from;
      double gain = 0;
      for (; at < ends[b]; at++) {
        int group = groupOf[at];
        double each = weightOf[at];
        if (block[group] == 0) {
          touched[count++] = group;
        }
        block[group] += each;
        to += each;
        gain += gains == null ? 0 : each * gains[rows[at]];
      }
      places.take(from, to, block, touched, count, gain);
      for (int i = 0; i < count; i++) {
        block[touched[i]] = 0;
      }
      from = to;
    }
  }

  private record Among(double top) {}

  private record First(double top, List<Double> wanted) {}

  /** Returns how the groups come among the first places, walked once for the same shares. */
  Prefixes prefixes(double[] wanted, double top) {
    First first = new First(top, Arrays.stream(wanted).boxed().toList());
    return (Prefixes) found.computeIfAbsent(first, f -> Prefixes.of(this, wanted, top));
  }

  /** Returns the mean discount of the places of each group among the first ones. */
  double[] exposure(double top) {
    return (double[]) found.computeIfAbsent(top, t -> exposures(top));
  }

  private double[] exposures(double top) {
    double[] sums = new double[weight.length];
    Discount discount = new Discount(top);
    forEach(
        null,
        (from, to, weights, groups, count, gain) -> {
          double each = discount.advance(to) / (to - from);
          for (int i = 0; i < count; i++) {
            sums[groups[i]] += weights[groups[i]] * each;
          }
        });
    for (int group = 0; group < sums.length; group++) {
      sums[group] /= weight[group];
    }
    return sums;
  }

  /** Returns the places of each group among the first ones. */
  double[] among(double top) {
    return (double[]) found.computeIfAbsent(new Among(top), t -> counted(top));
  }

  private double[] counted(double top) {
    double[] sums = new double[weight.length];
    forEach(
        null,
        (from, to, weights, groups, count, gain) -> {
          double inside = Math.max(0, Math.min(to, top) - from) / (to - from);
          for (int i = 0; i < count; i++) {
            sums[groups[i]] += weights[groups[i]] * inside;
          }
        });
    return sums;
  }

  /** Returns the discounted cumulative gain of the first places, in this order. */
  double gain(double[] gains, double top) {
    double[] sum = new double[1];
    Discount discount = new Discount(top);
    forEach(
        gains,
        (from, to, weights, groups, count, gain) ->
            sum[0] += gain / (to - from) * discount.advance(to));
    return sum[0];
  }
}
