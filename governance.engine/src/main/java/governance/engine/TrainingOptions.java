package governance.engine;

import governance.api.train.GradientPlan;
import java.util.Optional;

/**
 * How a model is trained.
 *
 * @param epochs passes over the data, at least 1
 * @param batchSize rows in a step, at least 1
 * @param microBatch rows that are computed at once, gradients being accumulated; 0 for the whole
 *     batch
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
    Optional<Stratified> stratified) {

  /** Training without strata and perturbations. */
  public TrainingOptions(
      int epochs,
      int batchSize,
      int microBatch,
      double learningRate,
      double warmup,
      Schedule schedule,
      double weightDecay,
      long seed,
      boolean bucketing,
      GradientPlan gradients) {
    this(
        epochs,
        batchSize,
        microBatch,
        learningRate,
        warmup,
        schedule,
        weightDecay,
        seed,
        bucketing,
        gradients,
        Optional.empty(),
        Optional.empty());
  }

  /** What the learning rate does after the warm-up. */
  public enum Schedule {
    /** It stays. */
    CONSTANT,
    /** It falls linearly to 0. */
    LINEAR
  }
}
