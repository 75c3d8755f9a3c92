package governance.engine;

import governance.api.train.GradientPlan;
import java.util.Optional;

/**
 * How a model is trained. Made by {@link #builder}, where each value has its name.
 *
 * @param epochs passes over the data, at least 1
 * @param batchSize rows in a step, at least 1
 * @param microBatch most rows that are computed at once, gradients being accumulated; 0 for the
 *     whole batch, {@link #AUTO} for what fits into memory
 * @param learningRate greatest learning rate
 * @param warmup share of the steps over which the rate rises linearly from 0
 * @param schedule what the rate does after the warm-up
 * @param weightDecay decoupled weight decay; not applied to biases and layer norms
 * @param seed seed of order and dropout
 * @param bucketing whether rows of like length are put together
 * @param gradients clipping, noise and sampling
 * @param adversarial perturbation of word embeddings, or empty; not with clipping per sample
 * @param stratified how small groups come into each batch, or empty; only where the plan for
 *     gradients shuffles and does not clip per sample
 * @param checkpointing whether only what each layer reads is kept in forward and the rest computed
 *     again in backward; never with a plan that clips per sample
 * @param readEvery after how many steps their values are read back at once; 0 for what suits the
 *     device: 1 on the processor, 10 on a graphics card
 */
public record TrainingOptions(
    int epochs,
    int batchSize,
    int microBatch,
    double learningRate,
    double warmup,
    Schedule schedule,
    double weightDecay,
    long seed,
    boolean bucketing,
    GradientPlan gradients,
    Optional<Adversarial> adversarial,
    Optional<Stratified> stratified,
    Checkpointing checkpointing,
    int readEvery) {
  /** As many rows as fit into memory. */
  public static final int AUTO = -1;

  /** Checks the last. */
  public TrainingOptions {
    if (readEvery < 0) {
      throw new IllegalArgumentException("readEvery " + readEvery);
    }
  }

  /** Begins options of the simplest training: no warm-up, no decay, whole batches, seed 0. */
  public static TrainingOptionsBuilder builder(
      int epochs, int batchSize, double learningRate, GradientPlan gradients) {
    return new TrainingOptionsBuilder(epochs, batchSize, learningRate, gradients);
  }

  /** Begins options that are these but for what is then set. */
  public TrainingOptionsBuilder toBuilder() {
    return new TrainingOptionsBuilder(this);
  }

  /** Whether activations are computed again in backward. */
  public enum Checkpointing {
    /** All are kept. */
    OFF,
    /** Only what each layer reads is kept. */
    ON,
    /** Kept if they fit into free memory by the {@link MemoryModel}. */
    AUTO
  }

  /** What the learning rate does after the warm-up. */
  public enum Schedule {
    /** It stays. */
    CONSTANT,
    /** It falls linearly to 0. */
    LINEAR
  }
}
