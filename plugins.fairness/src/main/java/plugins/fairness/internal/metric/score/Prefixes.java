package plugins.fairness.internal.metric.score;

import java.util.Arrays;
import java.util.List;

/**
 * Walks over the first 1, 2, 3 … places of a ranking and compares the groups among them with wanted
 * shares (Geyik et al. 2019, arXiv 1905.01989).
 */
final class Prefixes {
  /** Places that are told one by one. */
  private static final int LISTED = 10;

  private final double[] wanted;
  private final double[] base;
  private final double[] term;
  private double terms;
  private double divergence;
  private double discounts;
  private long infeasible;
  private final long[] infeasiblePlaces = new long[LISTED];
  private int listed;
  private final long[] counted;

  private Prefixes(double[] wanted) {
    this.wanted = wanted;
    this.base = new double[wanted.length];
    this.term = new double[wanted.length];
    this.counted = new long[wanted.length];
  }

  /**
   * Walks.
   *
   * @param wanted share of each group
   * @param top number of places, at least 1
   */
  static Prefixes of(Ranking ranking, double[] wanted, double top) {
    Prefixes prefixes = new Prefixes(wanted);
    ranking.forEach(
        null,
        (from, to, weights, groups, count, gain) -> {
          double end = Math.min(to, top);
          for (double place = Math.floor(from) + 1; place <= end; place++) {
            double inside = (place - from) / (to - from);
            prefixes.read(place, inside, weights, groups, count);
            prefixes.count((long) place, inside, weights, groups, count);
          }
          for (int i = 0; i < count; i++) {
            prefixes.count(groups[i], (long) Math.floor(end));
            prefixes.base[groups[i]] += weights[groups[i]];
          }
        });
    for (int group = 0; group < wanted.length; group++) {
      prefixes.count(group, (long) Math.floor(top));
    }
    return prefixes;
  }

  private void read(double place, double inside, double[] weights, int[] groups, int count) {
    for (int i = 0; i < count; i++) {
      int group = groups[i];
      double there = base[group] + inside * weights[group];
      double now = there > 0 ? there * Math.log(there / wanted[group]) : 0;
      terms += now - term[group];
      term[group] = now;
    }
    double discount = Discount.of(place);
    divergence += discount * Math.max(0, terms / place - Math.log(place));
    discounts += discount;
  }

  /** Counts a place for the groups that are there; the others are counted when they are. */
  private void count(long place, double inside, double[] weights, int[] groups, int count) {
    for (int i = 0; i < count; i++) {
      int group = groups[i];
      count(group, place - 1);
      if (lacks(group, base[group] + inside * weights[group], place)) {
        add(place, place);
      }
      counted[group] = place;
    }
  }

  /** Counts the places up to one at which a group has as many rows as before: a run of them. */
  private void count(int group, long last) {
    long first = counted[group] + 1;
    if (first <= last && lacks(group, base[group], last)) {
      long least = first;
      long most = last;
      while (least < most) {
        long middle = (least + most) >>> 1;
        if (lacks(group, base[group], middle)) {
          most = middle;
        } else {
          least = middle + 1;
        }
      }
      add(least, last);
    }
    counted[group] = Math.max(counted[group], last);
  }

  /** Rounding must not make a whole number of rows less than itself. */
  private boolean lacks(int group, double there, long place) {
    return there + 1e-9 < Math.floor(wanted[group] * place + 1e-9);
  }

  private void add(long first, long last) {
    infeasible += last - first + 1;
    for (long place = first; place <= last && place < first + LISTED; place++) {
      if (listed == LISTED && infeasiblePlaces[LISTED - 1] <= place) {
        return;
      }
      list(place);
    }
  }

  /**
   * Puts a place among the first ones, in their order; the last falls out when there are enough.
   */
  private void list(long place) {
    int at = Math.min(listed, LISTED - 1);
    for (; at > 0 && infeasiblePlaces[at - 1] > place; at--) {
      infeasiblePlaces[at] = infeasiblePlaces[at - 1];
    }
    infeasiblePlaces[at] = place;
    listed = Math.min(LISTED, listed + 1);
  }

  /** Returns the normalised discounted Kullback-Leibler divergence, nats; NaN without a place. */
  double divergence() {
    return divergence / discounts;
  }

  /** Returns how often a group has fewer of the first places than the whole part of its share. */
  long infeasible() {
    return infeasible;
  }

  /** Returns after which number of places that is so, at most 10 of them. */
  List<Long> infeasiblePlaces() {
    return Arrays.stream(infeasiblePlaces, 0, listed).boxed().toList();
  }
}
