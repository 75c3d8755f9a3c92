package governance.runtime.internal.privacy;

import governance.api.privacy.NoisePhase;
import governance.api.train.GradientPlan;
import governance.api.train.GradientPlan.NoiseSource;
import governance.api.train.GradientPlan.Sampling;
import java.util.List;

/**
 * Training that adds noise to bounded gradients of single rows, as it is carried out. What it
 * releases follows from this alone, whatever its gradient policy says of it.
 *
 * @param policy id of the gradient policy
 * @param plan how gradients are treated; its noise multiplier is that of all that a step releases
 * @param rows number of training rows
 * @param batch expected number of rows in a step, at most {@code rows}
 * @param steps steps of the run
 * @param statistics figures that penalties release in each step, within the same noise
 */
public record NoisyTraining(
    String policy,
    GradientPlan plan,
    long rows,
    int batch,
    long steps,
    List<StatisticShare> statistics) {
  /** Copies the list. */
  public NoisyTraining {
    statistics = List.copyOf(statistics);
  }

  /** Returns whether a plan asks for noise on gradients that are bounded row by row. */
  public static boolean is(GradientPlan plan) {
    return plan.clipping().perSample() && plan.noiseMultiplier() > 0;
  }

  /** Returns the noise multiplier of the gradient, greater where statistics take a share. */
  public double gradientNoise() {
    double share = statistics.stream().mapToDouble(StatisticShare::share).sum();
    return plan.noiseMultiplier() / Math.sqrt(1 - share);
  }

  /** Returns the probability with which a row takes part in a step. */
  public double rate() {
    return Math.min(1, (double) batch / rows);
  }

  /**
   * Returns whether the training is private at all: with noise that nobody can take off again, and
   * rows drawn as accountants assume.
   */
  public boolean isPrivate() {
    return plan.noise() == NoiseSource.CRYPTOGRAPHIC && plan.sampling() == Sampling.POISSON;
  }

  /**
   * Returns what so many steps release of one person; empty for none. One who has up to k rows
   * takes part in a step with probability at most 1 − (1 − q)^k, and then moves the sum by at most
   * k times what a row may.
   */
  public List<NoisePhase> phases(long done) {
    int most = plan.rowsPerPerson();
    double takesPart = most == 1 ? rate() : 1 - Math.pow(1 - rate(), most);
    return done == 0
        ? List.of()
        : List.of(new NoisePhase(plan.noiseMultiplier() / most, takesPart, done));
  }
}
