package governance.engine;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** Training of one model, step by step. Used by one thread. */
@ProviderType
public interface TrainingSession extends AutoCloseable {
  /** Returns the number of steps in all. */
  long steps();

  /**
   * Returns the number of steps done, with those whose results are outstanding. It falls when one
   * of these turns out to have failed.
   */
  long step();

  /** Returns the number of steps in one pass over the data. */
  long stepsPerEpoch();

  /**
   * Does one step: forward, base loss plus Σ weight · term in the order the terms were given, one
   * backward, clipping, update; then waits for its values.
   *
   * @param weights weight of each term by id, finite and at least 0
   * @throws TermFailedException if a term or the loss fails; the model is unchanged then
   * @throws governance.api.GovernanceException if memory runs out and no smaller part of the batch
   *     may be tried; the model is unchanged then
   * @throws IllegalStateException if results of {@link #advance} have not been taken
   */
  StepResult step(Map<String, Double> weights);

  /**
   * Does one step as {@link #step} does, but waits for the device only where the number of steps
   * done is a multiple of {@link #readEvery}, or an epoch ends.
   *
   * <p>A step that fails changes nothing, and neither do those after it until its values are read:
   * the session then stands before it. The call that finds out returns the results before it, if
   * there are any, and the next call throws instead of doing a step; without any it throws itself.
   *
   * @param weights weight of each term by id, finite and at least 0
   * @return the results that have become known, in the order of the steps, each once
   * @throws TermFailedException if a term or the loss of the step that {@link #step()} names failed
   */
  List<StepResult> advance(Map<String, Double> weights);

  /** Returns after how many steps their values are read back at once, at least 1. */
  int readEvery();

  /**
   * Waits for the values of all steps. A failure that is found is thrown by the next {@link
   * #advance}; the session stands before the step that failed.
   *
   * @return the results that have become known, in the order of the steps, each once
   */
  List<StepResult> flush();

  /** Returns how the session uses memory from now on. */
  MemoryUse memory();

  /**
   * Writes parameters, optimiser state and position to a file, atomically. Waits for all steps;
   * their results are there for the next {@link #flush}.
   */
  void checkpoint(Path file) throws IOException;

  /** Writes the same to a channel, which stays open; nothing is written beside it. */
  void checkpoint(WritableByteChannel out) throws IOException;

  /**
   * Goes back to a checkpoint; what follows is equal to the last bit, also where values are read
   * back after another number of steps. Results that were not taken are forgotten.
   *
   * @throws governance.api.GovernanceException if the file is damaged or of another model
   */
  void restore(Path file) throws IOException;

  /**
   * Goes back to a checkpoint that a channel holds; the channel is closed.
   *
   * @param name what it is called in messages
   * @throws governance.api.GovernanceException if it is damaged or of another model
   */
  void restore(SeekableByteChannel in, String name) throws IOException;

  @Override
  void close();
}
