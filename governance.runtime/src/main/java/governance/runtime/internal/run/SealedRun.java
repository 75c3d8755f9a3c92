package governance.runtime.internal.run;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.run.RunInfo;
import governance.api.run.RunStatus;
import governance.runtime.internal.store.EvidenceCheck;
import governance.runtime.internal.store.RunFolder;
import governance.runtime.internal.store.RunStatusFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A finished run whose model and what belongs to it are as the run left them. */
final class SealedRun {
  /** What predictions rest on. */
  private static final List<String> NEEDED =
      List.of("model/", "spec.json ", "plan.json ", "environment.json ", "data/lineage.json ");

  private SealedRun() {}

  /**
   * Checks a run.
   *
   * @throws GovernanceException if it is not finished, or was altered
   */
  static RunInfo check(Path folder) {
    RunInfo run = RunStatusFile.read(folder);
    boolean finished = run.status() == RunStatus.PASSED || run.status() == RunStatus.BLOCKED;
    if (!finished || RunFolder.locked(folder)) {
      throw GovernanceException.spec(
          "run " + run.id(),
          "is " + run.status() + ", and only a finished run has a model to predict with",
          RunStatus.PASSED + " or " + RunStatus.BLOCKED,
          "Finish it: governance resume " + folder);
    }
    EvidenceCheck check = new EvidenceCheck(folder);
    List<String> wrong = new ArrayList<>(check.log());
    if (wrong.isEmpty()) {
      wrong.addAll(check.seal());
    }
    if (wrong.isEmpty()) {
      check.altered().stream()
          .filter(text -> NEEDED.stream().anyMatch(text::startsWith))
          .forEach(wrong::add);
    }
    if (!wrong.isEmpty()) {
      throw new GovernanceException(
          new Problem(
              Remedy.FIX_DATA,
              "run " + run.id(),
              "is not as it was sealed: " + String.join("; ", wrong),
              "the files that the run wrote",
              "Restore them, or run again; see: governance verify " + folder));
    }
    return run;
  }
}
