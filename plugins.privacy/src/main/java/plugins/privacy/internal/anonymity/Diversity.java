package plugins.privacy.internal.anonymity;

import java.util.Arrays;

/**
 * The three forms of l-diversity (Machanavajjhala et al. 2007, doi 10.1145/1217299.1217302,
 * definitions 4.1 and 4.2), on how often each sensitive value occurs in a group.
 */
enum Diversity {
  /** At least l values occur. */
  DISTINCT {
    @Override
    boolean holds(int[] counts, double l, double c) {
      return distinct(counts) >= l;
    }
  },
  /** The entropy is at least log l: exp(entropy) is at least l. */
  ENTROPY {
    @Override
    boolean holds(int[] counts, double l, double c) {
      return entropyL(counts) >= l * (1 - ROUNDING);
    }
  },
  /** The most frequent value is rarer than c times those from the l-th on together. */
  RECURSIVE {
    @Override
    boolean holds(int[] counts, double l, double c) {
      int[] sorted = counts.clone();
      Arrays.sort(sorted);
      long tail = 0;
      for (int rank = (int) l; rank <= sorted.length; rank++) {
        tail += sorted[sorted.length - rank];
      }
      return sorted[sorted.length - 1] < c * tail;
    }
  };

  private static final double ROUNDING = 1e-12;

  /** Returns whether a group with these counts is diverse. */
  abstract boolean holds(int[] counts, double l, double c);

  /** Returns how many values occur. */
  static int distinct(int[] counts) {
    int distinct = 0;
    for (int count : counts) {
      distinct += count > 0 ? 1 : 0;
    }
    return distinct;
  }

  /** Returns the entropy in nats. */
  static double entropy(int[] counts) {
    double total = 0;
    double sum = 0;
    for (int count : counts) {
      total += count;
      sum += count > 0 ? count * Math.log(count) : 0;
    }
    return total == 0 ? 0 : Math.max(0, Math.log(total) - sum / total);
  }

  /** Returns the greatest l for which entropy l-diversity holds. */
  static double entropyL(int[] counts) {
    return Math.exp(entropy(counts));
  }
}
