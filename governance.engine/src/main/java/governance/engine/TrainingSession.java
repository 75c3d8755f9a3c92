package governance.engine;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** Training of one model, step by step. Used by one thread. */
@ProviderType
public interface TrainingSession extends AutoCloseable {
  /** Returns the number of steps in all. */
  long steps();

  /** Returns the number of steps done. */
  long step();

  /** Returns the number of steps in one pass over the data. */
  long stepsPerEpoch();

  /**
   * Does one step: forward, base loss plus Σ weight · term in the order the terms were given, one
   * backward, clipping, update.
   *
   * @param weights weight of each term by id, finite and at least 0
   * @throws TermFailedException if a term or the loss fails; the model is unchanged then
   * @throws governance.api.GovernanceException if memory runs out and no smaller part of the batch
   *     may be tried; the model is unchanged then
   */
  StepResult step(Map<String, Double> weights);

  /** Returns how the session uses memory from now on. */
  MemoryUse memory();

  /** Writes parameters, optimiser state and position to a file, atomically. */
  void checkpoint(Path file) throws IOException;

  /** Writes the same to a channel, which stays open; nothing is written beside it. */
  void checkpoint(WritableByteChannel out) throws IOException;

  /**
   * Goes back to a checkpoint; what follows is equal to the last bit.
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
