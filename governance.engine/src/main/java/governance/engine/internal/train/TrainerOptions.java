package governance.engine.internal.train;

/**
 * How steps are done.
 *
 * @param seed seed of the run
 * @param rate learning rate of each step
 * @param weightDecay decoupled weight decay
 * @param clipNorm greatest Euclidean norm of the gradient, or 0 for no limit
 */
public record TrainerOptions(long seed, LearningRate rate, double weightDecay, double clipNorm) {}
