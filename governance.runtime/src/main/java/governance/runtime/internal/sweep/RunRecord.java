package governance.runtime.internal.sweep;

import governance.api.run.RunStatus;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A run of the sweep that has ended.
 *
 * @param point the point it belongs to
 * @param seed its seed
 * @param folder its evidence, or null where nothing was written
 * @param status how it ended
 * @param failure why it does not count, or an empty string
 * @param validation what it came to on the validation rows; empty where there are none
 * @param test what it came to on the test rows; empty where it did not finish
 */
public record RunRecord(
    GridPoint point,
    long seed,
    Path folder,
    RunStatus status,
    String failure,
    Optional<Judged> validation,
    Optional<Judged> test) {
  /** Returns a run without figures. */
  static RunRecord failed(
      GridPoint point, long seed, Path folder, RunStatus status, String failure) {
    return new RunRecord(point, seed, folder, status, failure, Optional.empty(), Optional.empty());
  }

  /** Returns whether the run does not count. */
  public boolean failed() {
    return !failure.isEmpty();
  }

  /** Returns whether it was stopped and can go on. */
  public boolean stopped() {
    return status == RunStatus.CANCELLED || status == RunStatus.INTERRUPTED;
  }
}
