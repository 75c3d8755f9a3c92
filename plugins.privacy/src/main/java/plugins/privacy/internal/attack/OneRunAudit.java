package plugins.privacy.internal.attack;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A lower bound of ε from one training with canaries that were planted by fair coins (Steinke, Nasr
 * and Jagielski 2023, arXiv 2305.08846, theorem 5.2): an auditor guesses the coins, and (ε, δ)
 * bounds how many guesses come out right. How many guesses are made is chosen among a few numbers;
 * each is tested at its share of the error.
 */
final class OneRunAudit {
  /** Shares of the canaries that are guessed, and whether only to be in or also to be out. */
  private static final double[] SHARES = {1, 0.5, 0.25, 0.1};

  private static final int CHOICES = 2 * SHARES.length;
  private static final double MOST = 40;

  private final double[] scores;
  private final boolean[] planted;
  private final int repeats;

  /**
   * Takes what is guessed from.
   *
   * @param scores greater for canaries that seem planted; must not depend on the coins but through
   *     the model
   * @param planted the coins
   * @param repeats how often a planted canary stands among the rows, which are so many records
   */
  OneRunAudit(double[] scores, boolean[] planted, int repeats) {
    this.scores = scores;
    this.planted = planted;
    this.repeats = repeats;
  }

  /**
   * What was guessed.
   *
   * @param epsilon lower bound of ε for one record, at least 0
   * @param guesses how many guesses gave it
   * @param right how many of them were right
   */
  record Found(double epsilon, int guesses, int right) {}

  /**
   * Returns the greatest bound.
   *
   * @param error probability with which it may fail, in (0, 1)
   */
  Found bound(double delta, double error) {
    Integer[] order = new Integer[scores.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> -scores[i]));
    List<Integer> byScore = List.of(order);
    Found best = new Found(0, 0, 0);
    for (double share : SHARES) {
      int guesses = (int) Math.floor(share * scores.length);
      for (boolean both : new boolean[] {true, false}) {
        int in = both ? (guesses + 1) / 2 : guesses;
        int right = right(byScore, in, guesses - in);
        double epsilon = bound(guesses, right, delta, error / CHOICES);
        best = epsilon > best.epsilon() ? new Found(epsilon, guesses, right) : best;
      }
    }
    return best;
  }

  private int right(List<Integer> byScore, int in, int out) {
    int size = byScore.size();
    return (int)
        (IntStream.range(0, in).filter(i -> planted[byScore.get(i)]).count()
            + IntStream.range(size - out, size).filter(i -> !planted[byScore.get(i)]).count());
  }

  private double bound(int guesses, int right, double delta, double error) {
    if (guesses == 0 || p(guesses, right, 0, delta) >= error) {
      return 0;
    }
    double low = 0;
    double high = MOST;
    for (int i = 0; i < 40; i++) {
      double middle = (low + high) / 2;
      if (p(guesses, right, middle, delta) < error) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The p-value of so many right guesses under (ε, δ) for one record. */
  private double p(int guesses, int right, double epsilon, double delta) {
    // group privacy: Dwork and Roth 2014, theorem 2.2, and for delta its geometric sum
    double of = repeats * epsilon;
    double failing = epsilon == 0 ? repeats * delta : delta * Math.expm1(of) / Math.expm1(epsilon);
    return p(scores.length, guesses, right, of, Math.min(1, failing));
  }

  /**
   * Returns the probability, under (ε, δ), of at least so many right guesses.
   *
   * @param canaries number of coins
   * @param guesses number of guesses
   * @param right number of right ones
   */
  static double p(int canaries, int guesses, int right, double epsilon, double delta) {
    double q = 1 / (1 + Math.exp(-epsilon));
    double beta = Binomial.atLeast(right, guesses, q);
    double alpha = 0;
    double sum = 0;
    for (int i = 1; i <= right && delta > 0; i++) {
      sum += Binomial.mass((long) right - i, guesses, q);
      alpha = Math.max(alpha, sum / i);
    }
    return Math.min(1, beta + alpha * delta * 2 * canaries);
  }
}
