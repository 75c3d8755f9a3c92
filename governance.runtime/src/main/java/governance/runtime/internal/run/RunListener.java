package governance.runtime.internal.run;

import governance.api.run.RunInfo;

/**
 * Follows a run, for a progress display. Called on the run's thread, so it must return soon; what
 * it throws is ignored.
 */
public interface RunListener {
  /** A phase begins. */
  default void phase(RunInfo run, Phase phase) {}

  /** A training step was done. */
  default void step(Progress progress) {}

  /** Something that the user should know while the run goes on. */
  default void warning(String text) {}

  /** The run has ended; the last call. */
  default void ended(RunInfo run) {}
}
