package governance.runtime.internal.cli.run;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.run.RunInfo;
import governance.api.run.RunService;
import governance.api.run.RunStatus;
import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.command.Evidence;
import governance.runtime.internal.cli.terminal.Exit;
import governance.runtime.internal.cli.terminal.ProblemPrinter;
import governance.runtime.internal.cli.terminal.ProgressDisplay;
import governance.runtime.internal.cli.terminal.Terminal;
import governance.runtime.internal.run.RunMonitor;
import governance.runtime.internal.store.RunStatusFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Starts a run, shows how it goes and what it found. */
final class Follower {
  private static final Set<RunStatus> ALIVE = EnumSet.of(RunStatus.QUEUED, RunStatus.RUNNING);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final CliContext context;
  private final boolean json;
  private final boolean quiet;

  Follower(CliContext context, boolean json, boolean quiet) {
    this.context = context;
    this.json = json;
    this.quiet = quiet;
  }

  /** Starts by the given function, which returns the run's id, and returns the exit code. */
  int follow(Function<RunService, String> start) throws InterruptedException {
    Terminal terminal = context.terminal();
    RunService runs = context.runService();
    String run;
    try {
      run = start.apply(runs);
    } catch (GovernanceException e) {
      if (json) {
        terminal.out().print(ProblemPrinter.json(e.problems()));
      }
      throw e;
    }
    if (runs instanceof RunMonitor m) {
      m.notice(run).ifPresent(text -> terminal.err().println("notice: " + text));
    }
    RunInfo info = awaited(runs, run);
    List<Problem> problems = runs instanceof RunMonitor m ? m.problems(run) : List.of();
    print(info, problems);
    return runs instanceof RunMonitor m ? m.exitCode(run) : code(info.status());
  }

  private RunInfo awaited(RunService runs, String run) throws InterruptedException {
    try (ProgressDisplay display = ProgressDisplay.of(context.terminal(), quiet)) {
      if (runs instanceof RunMonitor monitor) {
        monitor.listen(run, display);
      }
      RunInfo info = runs.info(run);
      while (ALIVE.contains(info.status())) {
        info = runs.await(run, LOOK);
      }
      return info;
    } catch (InterruptedException e) {
      // Ctrl-C in a shell: the process goes on, so the run must be told.
      runs.cancel(run);
      Terminal terminal = context.terminal();
      terminal.err().println("The run stops at the next step with a checkpoint.");
      Path evidence = runs.info(run).evidence();
      if (RunStatusFile.isRun(evidence)) {
        terminal.err().println("Go on with: governance resume " + evidence);
      }
      throw e;
    }
  }

  private void print(RunInfo info, List<Problem> problems) {
    Terminal terminal = context.terminal();
    if (json) {
      terminal.out().print(RunTree.json(info, problems));
    }
    if (info.status() == RunStatus.PASSED || info.status() == RunStatus.BLOCKED) {
      if (!json) {
        terminal.out().println(verdict(terminal, info.status()));
        terminal.out().print(new ResultView(terminal, new Evidence(info.evidence())).render());
      }
      return;
    }
    if (problems.isEmpty()) {
      terminal.err().println("error: run " + info.id() + ": " + info.message());
    } else {
      ProblemPrinter.print(terminal.err(), problems);
    }
    if (RunStatusFile.isRun(info.evidence())) {
      Evidence evidence = new Evidence(info.evidence());
      evidence.documents().forEach(d -> terminal.err().println("Incomplete report: " + d));
      terminal.err().println("Go on with: governance resume " + info.evidence());
    }
  }

  static String verdict(Terminal terminal, RunStatus status) {
    return switch (status) {
      case PASSED -> terminal.good("Every gate allows release.");
      case BLOCKED -> terminal.bad("A gate blocks release.");
      default -> terminal.warning("The run is " + status + ".");
    };
  }

  private static int code(RunStatus status) {
    return switch (status) {
      case PASSED -> Exit.OK;
      case BLOCKED -> Exit.BLOCKED;
      case HALTED -> Exit.CONTRIBUTION;
      default -> Exit.INTERNAL;
    };
  }
}
