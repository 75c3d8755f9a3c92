package governance.runtime.internal.run;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.run.RunInfo;
import governance.api.run.RunRequest;
import governance.api.run.RunStatus;
import governance.runtime.internal.plan.Planner;
import governance.runtime.internal.plan.Resolution;
import governance.runtime.internal.store.RunFolder;
import governance.runtime.internal.store.RunStatusFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Takes up a run that ended before its time, if everything is as it was when it began. */
final class Resumption {
  private final Path folder;

  Resumption(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /** Returns the run's plan, made anew; it may have problems. */
  Resolution plan(Planner planner) {
    unfinished();
    return planner.again(request(), begun()::contains);
  }

  Job job(Planner planner) {
    RunInfo before = unfinished();
    BegunContributions begun = begun();
    Resolution now = planner.again(request(), begun::contains);
    List<Problem> problems = new ArrayList<>(now.plan().problems());
    problems.addAll(begun.differing(now.plan().contributions()));
    if (!problems.isEmpty()) {
      throw new GovernanceException(problems);
    }
    return new Job(before.id(), folder, now.with(BegunPlan.restore(folder, now.plan())), true);
  }

  private RunInfo unfinished() {
    RunInfo before = RunStatusFile.read(folder);
    if (before.status() == RunStatus.PASSED || before.status() == RunStatus.BLOCKED) {
      throw GovernanceException.spec(
          before.id(),
          "this run is finished",
          "a run that did not finish",
          "Start a new run instead");
    }
    if (RunFolder.locked(folder)) {
      throw GovernanceException.spec(
          before.id(),
          "this run is being worked on",
          "a run that nobody works on",
          "Wait for it to end, or cancel it");
    }
    return before;
  }

  private RunRequest request() {
    return new RunRequest(
        folder.resolve("spec.json").toString(), Map.of(), Map.of(), folder.getParent());
  }

  private BegunContributions begun() {
    return BegunContributions.of(folder);
  }
}
