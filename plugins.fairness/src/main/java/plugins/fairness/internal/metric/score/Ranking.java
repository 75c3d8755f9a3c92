package plugins.fairness.internal.metric.score;

import governance.api.evaluate.EvaluationSet;
import plugins.fairness.internal.metric.Partition;

/**
 * The places of groups when rows are ranked, greatest first. A row of weight k takes k places; rows
 * that tie share their places, each having the mean of them. Rows without a group have no place.
 */
final class Ranking {
  private final double[] values;
  private final int[] order;
  private final int[] index;
  private final EvaluationSet set;
  private final double[] weight;
  private final double[] block;
  private final int[] touched;
  private double total;

  /**
   * Ranks.
   *
   * @param values what rows are ranked by, none NaN
   */
  Ranking(EvaluationSet set, Partition groups, double[] values) {
    this.set = set;
    this.values = values;
    this.order = ScoreOrder.ascending(values);
    this.index = new int[set.size()];
    groups.fill(0, index.length, index);
    this.weight = new double[groups.size()];
    this.block = new double[groups.size()];
    this.touched = new int[groups.size()];
    for (int row = 0; row < index.length; row++) {
      if (placed(row)) {
        weight[index[row]] += set.weight(row);
        total += set.weight(row);
      }
    }
  }

  private boolean placed(int row) {
    return index[row] >= 0 && set.weight(row) > 0;
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
    double from = 0;
    int end = order.length;
    while (end > 0) {
      int start = end;
      int count = 0;
      double to = from;
      double gain = 0;
      while (start > 0 && values[order[start - 1]] == values[order[end - 1]]) {
        int row = order[--start];
        if (placed(row)) {
          count = touch(row, count);
          to += set.weight(row);
          gain += gains == null ? 0 : set.weight(row) * gains[row];
        }
      }
      if (count > 0) {
        places.take(from, to, block, touched, count, gain);
      }
      for (int i = 0; i < count; i++) {
        block[touched[i]] = 0;
      }
      from = to;
      end = start;
    }
  }

  private int touch(int row, int count) {
    int more = count;
    if (block[index[row]] == 0) {
      touched[more++] = index[row];
    }
    block[index[row]] += set.weight(row);
    return more;
  }

  /** The sum of 1 / log₂(1 + place) over the first places, also for parts of a place. */
  static final class Discount {
    private final double last;
    private double place;
    private double sum;

    /**
     * Begins before the first place.
     *
     * @param last the last place that is worth something
     */
    Discount(double last) {
      this.last = last;
    }

    static double of(double place) {
      return Math.log(2) / Math.log(place + 1);
    }

    /** Returns the sum from where it stood to a further place. */
    double advance(double to) {
      double before = sum;
      double end = Math.min(to, last);
      while (place < end) {
        double next = Math.min(Math.floor(place) + 1, end);
        sum += (next - place) * of(Math.floor(place) + 1);
        place = next;
      }
      return sum - before;
    }
  }

  /** Returns the mean discount of the places of each group among the first ones. */
  double[] exposure(double top) {
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
