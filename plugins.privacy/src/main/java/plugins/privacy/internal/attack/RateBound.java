package plugins.privacy.internal.attack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A lower bound of ε from the rates of a membership attack (Jagielski, Ullman and Oprea 2020, arXiv
 * 2006.07709; Nasr et al. 2021, arXiv 2101.04535): the threshold is chosen on one half of the rows,
 * the rates are those of the other half by Clopper and Pearson. It takes rows for independent
 * trials, which rows of one training are not quite.
 */
final class RateBound {
  private static final int FEWEST = 4;

  private RateBound() {}

  /**
   * Returns the bound, at least 0; 0 where rows are too few.
   *
   * @param error probability with which it may fail
   */
  static double of(Pair scores, double delta, double error, long seed) {
    double[] members = shuffled(scores.members(), seed);
    double[] others = shuffled(scores.others(), seed + 1);
    int memberHalf = members.length / 2;
    int otherHalf = others.length / 2;
    if (Math.min(memberHalf, otherHalf) < FEWEST) {
      return 0;
    }
    Roc first = new Roc(Arrays.copyOf(members, memberHalf), Arrays.copyOf(others, otherHalf));
    Roc second =
        new Roc(
            Arrays.copyOfRange(members, memberHalf, members.length),
            Arrays.copyOfRange(others, otherHalf, others.length));
    double best = Double.NaN;
    double most = -1;
    for (double threshold : thresholds(Arrays.copyOf(others, otherHalf))) {
      double bound = at(first, threshold, delta, error);
      if (bound > most) {
        most = bound;
        best = threshold;
      }
    }
    return at(second, best, delta, error);
  }

  /** Where non-members part: those that let most members pass for their false alarms. */
  private static List<Double> thresholds(double[] others) {
    List<Double> all = new ArrayList<>();
    Arrays.stream(others).sorted().distinct().map(Math::nextUp).forEach(all::add);
    return all;
  }

  private static double at(Roc roc, double threshold, double delta, double error) {
    return bound(roc.caught(threshold), roc.falseAlarms(threshold), delta, error);
  }

  /** Both directions of the inequality, each rate at half of the error. */
  static double bound(Proportion caught, Proportion alarms, double delta, double error) {
    double tpr = Binomial.low(caught.yes(), caught.all(), error / 2);
    double fpr = Binomial.high(alarms.yes(), alarms.all(), error / 2);
    double byAlarms = Math.log(Math.max(0, tpr - delta) / fpr);
    double byMisses = Math.log(Math.max(0, 1 - fpr - delta) / (1 - tpr));
    return Math.max(0, Math.max(byAlarms, byMisses));
  }

  private static double[] shuffled(double[] values, long seed) {
    double[] copy = values.clone();
    Random random = new Random(seed ^ 0x9E3779B9L);
    for (int i = copy.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      double swapped = copy[i];
      copy[i] = copy[other];
      copy[other] = swapped;
    }
    return copy;
  }
}
