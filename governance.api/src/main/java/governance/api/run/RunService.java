package governance.api.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Plans, starts and follows runs. Safe for use by several threads. */
@ProviderType
public interface RunService {
  /**
   * Resolves a request to a plan; never throws for what is wrong with it, but lists all problems.
   */
  RunPlan plan(RunRequest request);

  /**
   * Starts a run, or queues it behind those before it.
   *
   * @return the id of the run
   * @throws governance.api.GovernanceException if the plan has problems; nothing is written then
   */
  String start(RunRequest request);

  /**
   * Goes on with a run that was cancelled, halted or interrupted, from its last checkpoint.
   *
   * @param evidence the run's folder
   * @return the id of the run
   * @throws governance.api.GovernanceException if it cannot be resumed; says why
   */
  String resume(Path evidence);

  /**
   * Asks a run to stop at the next step boundary with a checkpoint; false when it has already
   * ended.
   */
  boolean cancel(String run);

  /** Waits for a run to end and returns how it stands then, or at the end of the time. */
  RunInfo await(String run, Duration most) throws InterruptedException;

  /** Returns how a run stands. */
  RunInfo info(String run);

  /** Returns the runs of this process, oldest first. */
  List<RunInfo> list();

  /** Returns all contributions, usable and rejected, sorted by kind and id. */
  List<ContributionInfo> contributions();
}
