package plugins.fairness.internal.metric.score;

import java.util.ArrayList;
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
  private final List<Long> infeasiblePlaces = new ArrayList<>();

  private Prefixes(double[] wanted) {
    this.wanted = wanted;
    this.base = new double[wanted.length];
    this.term = new double[wanted.length];
  }

  /**
   * Walks.
   *
   * @param wanted share of each group
   * @param top number of places, at least 1
   * @param counting whether infeasible prefixes are counted, in a time of places times groups
   */
  static Prefixes of(Ranking ranking, double[] wanted, double top, boolean counting) {
    Prefixes prefixes = new Prefixes(wanted);
    ranking.forEach(
        null,
        (from, to, weights, groups, count, gain) -> {
          double end = Math.min(to, top);
          for (double place = Math.floor(from) + 1; place <= end; place++) {
            double inside = (place - from) / (to - from);
            prefixes.read(place, inside, weights, groups, count);
            if (counting) {
              prefixes.count((long) place, inside, weights);
            }
          }
          for (int i = 0; i < count; i++) {
            prefixes.base[groups[i]] += weights[groups[i]];
          }
        });
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
    double discount = Ranking.Discount.of(place);
    divergence += discount * Math.max(0, terms / place - Math.log(place));
    discounts += discount;
  }

  private void count(long place, double inside, double[] weights) {
    for (int group = 0; group < wanted.length; group++) {
      double there = base[group] + inside * weights[group];
      // rounding must not make a whole number of rows less than itself
      if (there + 1e-9 < Math.floor(wanted[group] * place + 1e-9)) {
        infeasible++;
        if (infeasiblePlaces.size() < LISTED) {
          infeasiblePlaces.add(place);
        }
      }
    }
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
    return infeasiblePlaces;
  }
}
