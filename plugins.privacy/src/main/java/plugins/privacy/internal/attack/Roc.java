package plugins.privacy.internal.attack;

import governance.api.evaluate.Interval;
import java.util.Arrays;
import plugins.privacy.internal.accounting.Normal;

/** How well scores tell members from non-members; a greater score speaks for a member. */
final class Roc {
  private final double[] members;
  private final double[] others;

  /** Takes the scores of at least one member and one non-member, in any order, finite. */
  Roc(double[] members, double[] others) {
    this.members = sorted(members);
    this.others = sorted(others);
  }

  private static double[] sorted(double[] values) {
    double[] copy = values.clone();
    Arrays.sort(copy);
    return copy;
  }

  /** Area under the curve: the share of pairs in which the member scores higher, ties half. */
  double auc() {
    return Arrays.stream(placements(members, others)).average().orElseThrow();
  }

  /** For each of the first, the share of the second below it, ties half. */
  private static double[] placements(double[] of, double[] among) {
    double[] shares = new double[of.length];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = (below(among, of[i]) + atMost(among, of[i])) / (2.0 * among.length);
    }
    return shares;
  }

  private static int below(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static int atMost(double[] sorted, double value) {
    return below(sorted, Math.nextUp(value));
  }

  /** Standard error of the area (DeLong, DeLong and Clarke-Pearson 1988); NaN for single rows. */
  double standardError() {
    return Math.sqrt(
        variance(placements(members, others)) / members.length
            + variance(placements(others, members)) / others.length);
  }

  private static double variance(double[] values) {
    double mean = Arrays.stream(values).average().orElse(Double.NaN);
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return values.length < 2 ? Double.NaN : squares / (values.length - 1);
  }

  /**
   * Interval of the area: DeLong's on the logit scale. An area of exactly 0 or 1 has no standard
   * error; it is then taken for a proportion of as many pairs as share no row.
   */
  Interval interval(double level) {
    double auc = auc();
    double error = standardError();
    if (!(error > 0) || auc <= 0 || auc >= 1) {
      int pairs = Math.min(members.length, others.length);
      Interval exact = new Proportion(Math.round(auc * pairs), pairs).interval(level);
      return new Interval(
          Math.min(auc, exact.low()), Math.max(auc, exact.high()), level, exact.method());
    }
    double z = Normal.quantileAbove((1 - level) / 2);
    double logit = Math.log(auc / (1 - auc));
    double spread = z * error / (auc * (1 - auc));
    return new Interval(logistic(logit - spread), logistic(logit + spread), level, "DeLong, logit");
  }

  private static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /**
   * Returns the least threshold whose false-positive rate is at most that given; a row counts as a
   * member when its score is at least the threshold.
   */
  double threshold(double falsePositiveRate) {
    int allowed = (int) Math.floor(falsePositiveRate * others.length + 1e-9);
    if (allowed >= others.length) {
      return Double.NEGATIVE_INFINITY;
    }
    // above the first score that may not pass
    return Math.nextUp(others[others.length - 1 - allowed]);
  }

  /** How many members score at least the threshold. */
  Proportion caught(double threshold) {
    return new Proportion((long) members.length - below(members, threshold), members.length);
  }

  /** How many non-members do. */
  Proportion falseAlarms(double threshold) {
    return new Proportion((long) others.length - below(others, threshold), others.length);
  }
}
