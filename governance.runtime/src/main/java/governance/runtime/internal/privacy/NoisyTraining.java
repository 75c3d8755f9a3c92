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
 */
public record NoisyTraining(String policy, GradientPlan plan, long rows, int batch, long steps) {

  /** Returns whether a plan asks for noise on gradients that are bounded row by row. */
  public static boolean is(GradientPlan plan) {
    return plan.clipping().perSample() && plan.noiseMultiplier() > 0;
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

  /** Returns what so many steps release; empty for none. */
  public List<NoisePhase> phases(long done) {
    return done == 0 ? List.of() : List.of(new NoisePhase(plan.noiseMultiplier(), rate(), done));
  }
}
