package governance.engine.internal.train;

import governance.api.train.GradientPlan.NoiseSource;

/**
 * How steps are done.
 *
 * @param seed seed of the run
 * @param rate learning rate of each step
 * @param weightDecay decoupled weight decay
 * @param clipNorm greatest Euclidean norm of the gradient, or 0 for no limit
 * @param noise what noise is drawn from
 * @param checkpointing whether passes keep only what each layer reads and compute the rest again in
 *     backward
 */
public record TrainerOptions(
    long seed,
    LearningRate rate,
    double weightDecay,
    double clipNorm,
    NoiseSource noise,
    boolean checkpointing) {
  /** Options without activation checkpointing. */
  public TrainerOptions(
      long seed, LearningRate rate, double weightDecay, double clipNorm, NoiseSource noise) {
    this(seed, rate, weightDecay, clipNorm, noise, false);
  }

  /** Options with cryptographic noise. */
  public TrainerOptions(long seed, LearningRate rate, double weightDecay, double clipNorm) {
    this(seed, rate, weightDecay, clipNorm, NoiseSource.CRYPTOGRAPHIC);
  }
}
