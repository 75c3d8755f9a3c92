package governance.runtime.internal.run;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.evaluate.GateStatus;
import governance.api.run.RunStatus;
import governance.engine.Engine;
import governance.runtime.internal.access.AccessControl;
import governance.runtime.internal.border.ContributionFailedException;
import governance.runtime.internal.privacy.Budgets;
import governance.runtime.internal.registry.Registry;
import governance.runtime.internal.store.Tree;
import governance.runtime.internal.train.Control.Kind;
import governance.runtime.internal.train.Control.Stop;
import governance.runtime.internal.vault.Vault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Executes jobs one after the other and turns whatever ends them into a status with a reason. */
final class Worker {
  private static final System.Logger LOG = System.getLogger(Worker.class.getName());

  private final Engine engine;
  private final Registry registry;
  private final AccessControl access;
  private final Budgets budgets;
  private final Clock clock;
  private final Vault vault;

  Worker(
      Engine engine,
      Registry registry,
      AccessControl access,
      Budgets budgets,
      Clock clock,
      Vault vault) {
    this.access = access;
    this.budgets = budgets;
    this.vault = vault;
    this.engine = engine;
    this.registry = registry;
    this.clock = clock;
  }

  /** How a run ended. */
  private record Ending(RunStatus status, String message, List<Problem> problems) {}

  void work(Job job) {
    if (job.ended()) {
      return;
    }
    Trail trail = new Trail(job, clock, new UnfinishedReport(registry), vault);
    finish(job, trail, run(job, trail));
    job.left();
  }

  private Ending run(Job job, Trail trail) {
    Optional<Stop> stopped = job.control().stopping();
    if (stopped.isPresent()) {
      return stopped(job, stopped.get());
    }
    try {
      trail.phase(Phase.PIN, "Taking hold of the contributions.");
      try (Pins pins = Pins.take(registry, job.resolution().chosen(), job.control())) {
        trail.event(
            "pinned", Tree.of("contributions", pins.tree(), "planSha256", job.planDigest()));
        job.access().ifPresent(by -> trail.event("access", by));
        return pinned(job, trail, pins);
      }
    } catch (Throwable e) {
      return ended(job, e);
    }
  }

  private Ending pinned(Job job, Trail trail, Pins pins) throws Exception {
    try {
      GateStatus verdict = new Execution(job, engine, registry, budgets, trail, pins).run();
      boolean blocked = verdict == GateStatus.FAIL || !job.failures().isEmpty();
      String message =
          job.failures().isEmpty() ? "" : " " + String.join("; ", job.failures()) + ".";
      return blocked
          ? new Ending(RunStatus.BLOCKED, "Finished; release is blocked." + message, List.of())
          : new Ending(RunStatus.PASSED, "Finished; every gate allows release.", List.of());
    } catch (GovernanceException | ContributionFailedException e) {
      // what a contribution throws after it has left is a consequence of leaving
      Optional<Stop> stop = job.control().stopping();
      if (pins.departed() && stop.isPresent()) {
        return stopped(job, stop.get());
      }
      throw e;
    }
  }

  private static Ending stopped(Job job, Stop stop) {
    if (stop.kind() == Kind.CANCEL) {
      return new Ending(RunStatus.CANCELLED, stop.reason(), List.of());
    }
    String advice =
        job.written()
            ? "Start the same version again and resume the run"
            : "Nothing was written yet; start it again, then start the run anew";
    Problem problem = new Problem(Remedy.INSTALL_BUNDLE, "run halted", stop.reason(), "", advice);
    return new Ending(RunStatus.HALTED, stop.reason() + ". " + advice, List.of(problem));
  }

  private static Ending ended(Job job, Throwable e) {
    if (e instanceof StoppedException stop) {
      return stopped(job, stop.stop());
    }
    if (e instanceof ContributionFailedException failed) {
      return new Ending(RunStatus.HALTED, failed.getMessage(), List.of(failed.problem()));
    }
    if (e instanceof GovernanceException wrong) {
      return new Ending(RunStatus.FAILED, wrong.getMessage(), wrong.problems());
    }
    if (e instanceof IOException || e instanceof UncheckedIOException) {
      Problem problem =
          new Problem(
              Remedy.FIX_MACHINE,
              job.folder().toString(),
              "" + e.getMessage(),
              "",
              "Mend it, then resume the run");
      return new Ending(RunStatus.FAILED, problem.message(), List.of(problem));
    }
    LOG.log(Level.ERROR, "Run " + job.id() + " ended by a defect", e);
    Problem problem =
        new Problem(Remedy.REPORT_BUG, "run " + job.id(), "" + e, "", "Report this with the log");
    return new Ending(RunStatus.FAILED, problem.message(), List.of(problem));
  }

  private void finish(Job job, Trail trail, Ending ending) {
    List<Problem> problems = new ArrayList<>(ending.problems());
    try (trail) {
      boolean early = trail.beforeTraining() && ending.status() == RunStatus.FAILED;
      if (trail.hidden() || early && !problems.isEmpty()) {
        trail.discard();
        job.discarded();
      } else {
        trail.end(ending.status(), ending.message(), problems);
      }
    } catch (GovernanceException e) {
      // the disk that ended the run keeps its end from being recorded as well: that is one problem
      if (problems.stream().noneMatch(p -> p.remedy() == Remedy.FIX_MACHINE)) {
        problems.addAll(e.problems());
      }
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.ERROR, "Run " + job.id() + " could not record its end", e);
    }
    noteEnd(job, ending.status());
    job.end(ending.status(), ending.message(), problems);
  }

  /** What the log of accesses cannot take does not keep a run from having ended. */
  private void noteEnd(Job job, RunStatus status) {
    try {
      job.access().ifPresent(by -> access.ended(job.folder(), status.name(), by));
    } catch (GovernanceException e) {
      LOG.log(Level.WARNING, "The end of run " + job.id() + " was not logged: " + e.getMessage());
    }
  }
}
