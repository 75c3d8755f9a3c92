package governance.engine;

import governance.api.train.GradientPlan;
import governance.engine.TrainingOptions.Checkpointing;
import governance.engine.TrainingOptions.Schedule;
import java.util.Objects;
import java.util.Optional;

/**
 * Options of training by name: what is not said keeps its value, which for new options is the
 * simplest training. For one thread.
 */
public final class TrainingOptionsBuilder {
  private final int epochs;
  private final int batchSize;
  private final double learningRate;
  private GradientPlan gradients;
  private int microBatch;
  private double warmup;
  private Schedule schedule = Schedule.CONSTANT;
  private double weightDecay;
  private long seed;
  private boolean bucketing;
  private Optional<Adversarial> adversarial = Optional.empty();
  private Optional<Stratified> stratified = Optional.empty();
  private Checkpointing checkpointing = Checkpointing.OFF;
  private int readEvery = 1;

  TrainingOptionsBuilder(int epochs, int batchSize, double learningRate, GradientPlan gradients) {
    this.epochs = epochs;
    this.batchSize = batchSize;
    this.learningRate = learningRate;
    this.gradients = Objects.requireNonNull(gradients, "gradients");
  }

  TrainingOptionsBuilder(TrainingOptions from) {
    this(from.epochs(), from.batchSize(), from.learningRate(), from.gradients());
    microBatch = from.microBatch();
    warmup = from.warmup();
    schedule = from.schedule();
    weightDecay = from.weightDecay();
    seed = from.seed();
    bucketing = from.bucketing();
    adversarial = from.adversarial();
    stratified = from.stratified();
    checkpointing = from.checkpointing();
    readEvery = from.readEvery();
  }

  /** Sets clipping, noise and sampling. */
  public TrainingOptionsBuilder gradients(GradientPlan plan) {
    gradients = Objects.requireNonNull(plan, "gradients");
    return this;
  }

  /** Sets the most rows that are computed at once; 0, the default, for the whole batch. */
  public TrainingOptionsBuilder microBatch(int rows) {
    microBatch = rows;
    return this;
  }

  /** Sets the share of the steps over which the rate rises from 0; by default none. */
  public TrainingOptionsBuilder warmup(double share) {
    warmup = share;
    return this;
  }

  /** Sets what the rate does after the warm-up; by default it stays. */
  public TrainingOptionsBuilder schedule(Schedule after) {
    schedule = after;
    return this;
  }

  /** Sets the decoupled weight decay; by default 0. */
  public TrainingOptionsBuilder weightDecay(double decay) {
    weightDecay = decay;
    return this;
  }

  /** Sets the seed of order and dropout; by default 0. */
  public TrainingOptionsBuilder seed(long value) {
    seed = value;
    return this;
  }

  /** Sets whether rows of like length are put together; by default not. */
  public TrainingOptionsBuilder bucketing(boolean together) {
    bucketing = together;
    return this;
  }

  /** Sets the perturbation of word embeddings; by default none. */
  public TrainingOptionsBuilder adversarial(Optional<Adversarial> perturbation) {
    adversarial = perturbation;
    return this;
  }

  /** Sets how small groups come into each batch; by default as they come. */
  public TrainingOptionsBuilder stratified(Optional<Stratified> strata) {
    stratified = strata;
    return this;
  }

  /** Sets whether activations are computed again in backward; by default not. */
  public TrainingOptionsBuilder checkpointing(Checkpointing kept) {
    checkpointing = kept;
    return this;
  }

  /** Sets after how many steps their values are read back; by default after each. */
  public TrainingOptionsBuilder readEvery(int steps) {
    readEvery = steps;
    return this;
  }

  /** Returns the options; throws {@link IllegalArgumentException} for a value out of range. */
  public TrainingOptions build() {
    return new TrainingOptions(
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
        adversarial,
        stratified,
        checkpointing,
        readEvery);
  }
}
