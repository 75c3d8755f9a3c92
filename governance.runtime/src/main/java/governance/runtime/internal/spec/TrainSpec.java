package governance.runtime.internal.spec;

import governance.engine.Adversarial;
import governance.engine.Stratified;
import governance.engine.TrainingOptions.Schedule;
import java.time.Duration;
import java.util.Optional;

/**
 * How the model is trained.
 *
 * @param epochs passes over the training rows, at least 0; 0 evaluates without training
 * @param batch rows in a step
 * @param learningRate greatest learning rate
 * @param warmup share of the steps over which the rate rises, in [0, 1]
 * @param schedule what the rate does afterwards
 * @param weightDecay decoupled weight decay
 * @param clip bound on the gradient's norm, 0 for none
 * @param seed the run's seed, the only source of randomness
 * @param bucketing whether rows of like length are put together
 * @param maxLength longest input in tokens
 * @param threads threads of one operation, 0 for all cores
 * @param device {@code auto}, {@code cpu} or {@code gpu}
 * @param checkpointEvery steps between checkpoints, 0 for none but the last
 * @param gradientPolicy the policy that clips and noises gradients, or empty
 * @param earlyStopping when training ends before its last epoch, or empty
 * @param adversarial perturbation of word embeddings, or empty
 * @param stepTimeout the longest that one step may take before the run is halted
 * @param maskShare share of the pieces that a masked language model has to find, in (0, 1)
 * @param wholeWords whether all pieces of a word are hidden together
 * @param sampling how small groups come into each batch, or empty
 * @param tf32 whether float32 matrix products of a graphics card may use TF32
 * @param readEvery after how many steps their values are read back at once; 0 for what suits device
 *     and penalties
 * @param memory how training is fitted into memory
 */
public record TrainSpec(
    int epochs,
    int batch,
    double learningRate,
    double warmup,
    Schedule schedule,
    double weightDecay,
    double clip,
    long seed,
    boolean bucketing,
    int maxLength,
    int threads,
    String device,
    int checkpointEvery,
    Optional<ContributionSpec> gradientPolicy,
    Optional<EarlyStoppingSpec> earlyStopping,
    Optional<Adversarial> adversarial,
    Duration stepTimeout,
    double maskShare,
    boolean wholeWords,
    Optional<Stratified> sampling,
    boolean tf32,
    int readEvery,
    MemorySpec memory) {}
