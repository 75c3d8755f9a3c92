package governance.runtime.internal.run;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.run.ContributionInfo;
import governance.api.run.RunInfo;
import governance.api.run.RunPlan.Planned;
import governance.api.run.RunRequest;
import governance.api.run.RunStatus;
import governance.runtime.internal.plan.Planner;
import governance.runtime.internal.plan.Resolution;
import governance.runtime.internal.store.JsonReader;
import governance.runtime.internal.store.RunFolder;
import governance.runtime.internal.store.RunStatusFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes up a run that ended before its time, if everything is as it was when it began. */
final class Resumption {
  private static final String ADVICE =
      "Install the versions that the run began with, or plan a new run with its spec.json";

  private final Path folder;

  Resumption(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /** Returns the run's plan, made anew; it may have problems. */
  Resolution plan(Planner planner) {
    unfinished();
    return planner.plan(request());
  }

  Job job(Planner planner) {
    RunInfo before = unfinished();
    Resolution now = planner.plan(request());
    if (!now.plan().runnable()) {
      throw new GovernanceException(now.plan().problems());
    }
    compare(now);
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

  private void compare(Resolution now) {
    Map<String, String> before = new LinkedHashMap<>();
    for (Object entry :
        (List<?>) JsonReader.file(folder.resolve("plan.json")).get("contributions")) {
      Map<?, ?> c = (Map<?, ?>) entry;
      before.put(
          key(c.get("kind"), c.get("id")),
          version(c.get("bundle"), c.get("version"), c.get("sha256")));
    }
    List<Problem> problems = new ArrayList<>();
    Set<String> found = new HashSet<>();
    for (Planned planned : now.plan().contributions()) {
      ContributionInfo info = planned.info();
      String is = version(info.bundle(), info.version(), info.sha256());
      String key = key(info.kind(), info.id());
      String was = before.get(key);
      found.add(key);
      if (!is.equals(was)) {
        problems.add(changed(info.id(), "is " + is, was == null ? "no such contribution" : was));
      }
    }
    before.keySet().removeAll(found);
    before.forEach(
        (key, was) -> problems.add(changed(key, "is not part of the plan any more", was)));
    if (!problems.isEmpty()) {
      throw new GovernanceException(problems);
    }
  }

  private static Problem changed(String subject, String got, String was) {
    return new Problem(
        Remedy.INSTALL_BUNDLE, subject, got, was + ", as when the run began", ADVICE);
  }

  /** Kinds are written in one way in plans and in another in code; only letters count here. */
  private static String key(Object kind, Object id) {
    return kind.toString().toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z]", "") + " " + id;
  }

  private static String version(Object bundle, Object version, Object sha256) {
    return bundle + " " + version + " (" + sha256 + ")";
  }
}
