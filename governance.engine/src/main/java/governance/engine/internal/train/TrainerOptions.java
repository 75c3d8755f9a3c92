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
 * @param readEvery steps whose values are read back at once, at least 1
 * @param terms how many terms a step has at most
 */
public record TrainerOptions(
    long seed,
    LearningRate rate,
    double weightDecay,
    double clipNorm,
    NoiseSource noise,
    boolean checkpointing,
    int readEvery,
    int terms) {
  /** Options for steps without terms that are read back one by one. */
  public TrainerOptions(
      long seed,
      LearningRate rate,
      double weightDecay,
      double clipNorm,
      NoiseSource noise,
      boolean checkpointing) {
    this(seed, rate, weightDecay, clipNorm, noise, checkpointing, 1, 0);
  }

  /** The same with cryptographic noise, without activation checkpointing. */
  public TrainerOptions(long seed, LearningRate rate, double weightDecay, double clipNorm) {
    this(seed, rate, weightDecay, clipNorm, NoiseSource.CRYPTOGRAPHIC, false);
  }
}
