package governance.runtime.internal.store;

import governance.api.run.RunInfo;
import governance.api.run.RunStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * {@code status.json}: where a run stands. The only file of a run that is written again and again
 * besides logs.
 */
public final class RunStatusFile {
  /** Its name in the run's folder. */
  public static final String NAME = "status.json";

  private RunStatusFile() {}

  /** Returns whether a folder is one of a run. */
  public static boolean isRun(Path folder) {
    return Files.isRegularFile(folder.resolve(NAME));
  }

  /**
   * Returns how a run in a folder stands. A run that says it is at work while nobody holds its lock
   * was interrupted.
   *
   * @throws governance.api.GovernanceException if the folder is none of a run
   */
  public static RunInfo read(Path folder) {
    return read(folder, !RunFolder.locked(folder));
  }

  /** Returns how a run stands whose lock the caller holds. */
  public static RunInfo read(RunFolder held) {
    return read(held.path(), true);
  }

  private static RunInfo read(Path folder, boolean idle) {
    Map<String, Object> tree = JsonReader.file(folder.resolve(NAME));
    RunStatus status = RunStatus.valueOf(tree.get("status").toString());
    String message = String.valueOf(tree.get("message"));
    if (status == RunStatus.RUNNING && idle) {
      status = RunStatus.INTERRUPTED;
      message = "The process ended without a word.";
    }
    return new RunInfo(
        tree.get("run").toString(),
        status,
        number(tree.get("step")),
        number(tree.get("steps")),
        folder,
        message);
  }

  private static long number(Object value) {
    return value instanceof Number n ? n.longValue() : 0;
  }
}
