package governance.runtime.internal.run;

import governance.api.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the command line needs to know of runs beyond {@link governance.api.run.RunService}; the
 * same service object.
 */
public interface RunMonitor {
  /** Adds a listener to a run of this process; one that has ended is told so at once. */
  void listen(String run, RunListener listener);

  /** Returns why a run did not finish; empty when it did, or has not ended. */
  List<Problem> problems(String run);

  /** Returns what a user must know of the licence of a run's data, or empty. */
  Optional<String> notice(String run);

  /**
   * Returns the exit code that a run ends a command with: 0 when every gate allows release, 3 when
   * a gate blocks, 4 when a contribution failed or left, 2 for bad input (nothing was written
   * then), 1 otherwise.
   */
  int exitCode(String run);

  /**
   * Makes the report of a run that did not finish. It says why, what was done and how to go on, and
   * decides nothing.
   *
   * @param evidence the run's folder
   * @throws governance.api.GovernanceException if the run is at work, is finished, or ended too
   *     early to report on
   */
  void report(Path evidence);

  /**
   * Has the tuned model of a finished run predict rows, when no run is at work. The run's folder is
   * only read.
   *
   * @throws governance.api.GovernanceException if the run, its bundles or the rows do not allow it
   * @throws InterruptedException if the thread was interrupted while it waited
   */
  Predicted predict(PredictRequest request) throws InterruptedException;
}
