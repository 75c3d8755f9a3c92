package governance.engine.internal.train;

import governance.engine.internal.nn.Dropout;
import governance.engine.internal.nn.DropoutKey;
import governance.engine.internal.nn.Encoder;
import governance.engine.internal.script.ScriptModule;

/** What the forward passes of a training have in common, and their numbers within a step. */
final class PassSource {
  private static final System.Logger LOG = System.getLogger(PassSource.class.getName());

  final ScriptModule script;
  final Encoder encoder;
  final Dropout dropout;
  private final boolean wordsTrained;
  private long seed;
  private boolean checkpointing;
  private long stepSeed;
  private int count;

  /**
   * Prepares.
   *
   * @param wordsTrained whether the table of words is trained
   * @param seed seed of the run
   * @param checkpointing whether passes keep only what each layer reads
   */
  PassSource(
      ScriptModule script,
      Encoder encoder,
      Dropout dropout,
      boolean wordsTrained,
      long seed,
      boolean checkpointing) {
    this.script = script;
    this.encoder = encoder;
    this.dropout = dropout;
    this.wordsTrained = wordsTrained;
    this.seed = seed;
    this.checkpointing = checkpointing;
  }

  /** Has dropout follow from another number from now on. */
  void seed(long number) {
    seed = number;
  }

  /** Begins a step: all its random numbers follow from seed and step number. */
  long begin(long step) {
    stepSeed = StepSeed.of(seed, step);
    count = 0;
    return stepSeed;
  }

  /** Number of the next pass. */
  int next() {
    return count;
  }

  DropoutKey nextKey() {
    return key(count++);
  }

  DropoutKey key(int number) {
    return new DropoutKey(stepSeed, number);
  }

  boolean wordsTrained() {
    return wordsTrained;
  }

  /** Whether passes keep only what each layer reads. */
  boolean checkpointing() {
    return checkpointing;
  }

  /** From now on passes keep their whole graphs. */
  void keepGraphs() {
    checkpointing = false;
  }

  /** The same, because a loss needs them. */
  WholeGraphException whole(String what) {
    keepGraphs();
    LOG.log(System.Logger.Level.INFO, "passes keep all activations from now on, because {0}", what);
    return new WholeGraphException(what);
  }
}
