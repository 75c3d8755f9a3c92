package governance.runtime.internal.cli.run;

import governance.api.GovernanceException;
import governance.api.run.RunService;
import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.terminal.Exit;
import governance.runtime.internal.cli.terminal.ProblemPrinter;
import governance.runtime.internal.cli.terminal.Terminal;
import governance.runtime.internal.run.RunId;
import governance.runtime.internal.sweep.BegunSweep;
import governance.runtime.internal.sweep.Cards;
import governance.runtime.internal.sweep.Jobs;
import governance.runtime.internal.sweep.SweepFolder;
import governance.runtime.internal.sweep.SweepPlan;
import governance.runtime.internal.sweep.SweepPlanner;
import governance.runtime.internal.sweep.SweepRequest;
import governance.runtime.internal.sweep.Sweeper;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes a sweep, or goes on with one, shows how it goes and what it found. */
final class SweepFollower {
  private final CliContext context;
  private final boolean json;
  private final boolean quiet;
  private final Jobs jobs;
  private volatile SweepProgress progress;

  SweepFollower(CliContext context, boolean json, boolean quiet) {
    this(context, json, quiet, Jobs.ONE);
  }

  SweepFollower(CliContext context, boolean json, boolean quiet, Jobs jobs) {
    this.context = context;
    this.json = json;
    this.quiet = quiet;
    this.jobs = jobs;
  }

  /** Work that ends with what became of a sweep. */
  private interface Work {
    Sweeper.Ended ended() throws InterruptedException;
  }

  /** Plans and makes a sweep; returns the exit code. */
  int begin(Supplier<SweepRequest> asked) throws InterruptedException {
    return work(
        () -> {
          SweepPlan plan = new SweepPlanner(context.planner()).plan(asked.get());
          RunService runs = context.runService();
          String id = RunId.of("sweep-" + plan.domain(), Clock.systemUTC().instant());
          Path into = plan.request().run().out().toAbsolutePath().normalize().resolve(id);
          return Sweeper.begin(
              runs, context.registry(), plan, into, progress(plan, into), abreast(plan));
        });
  }

  /** Goes on with the sweep in a folder; returns the exit code. */
  int goOn(Path folder) throws InterruptedException {
    return resume(() -> folder);
  }

  /** Goes on with the sweep that is found; returns the exit code. */
  int resume(Supplier<Path> found) throws InterruptedException {
    return work(
        () -> {
          Path folder = found.get();
          BegunSweep begun = BegunSweep.of(folder);
          SweepPlan plan = new SweepPlanner(context.planner()).plan(begun.request());
          begun.check(plan);
          RunService runs = context.runService();
          return Sweeper.goOn(
              runs, context.registry(), plan, folder, progress(plan, folder), abreast(plan));
        });
  }

  /** The engine is asked for graphics cards only where runs could be spread over several. */
  private Jobs abreast(SweepPlan plan) {
    String device = plan.device().orElse("cpu");
    if (jobs.atOnce() < 2 || !Cards.spread(device)) {
      return jobs;
    }
    List<String> devices =
        context.engine().get().map(engine -> engine.info().devices()).orElse(List.of());
    return jobs.with(Cards.of(device, devices, System.getenv(Cards.VISIBLE), jobs.atOnce()));
  }

  private SweepProgress progress(SweepPlan plan, Path folder) {
    plan.notice().ifPresent(text -> context.terminal().err().println("notice: " + text));
    SweepProgress follows =
        new SweepProgress(context.terminal(), quiet, plan, folder, jobs.atOnce());
    follows.head();
    progress = follows;
    return follows;
  }

  private int work(Work work) throws InterruptedException {
    try {
      return context.lastWords().during(this::stop, () -> told(work));
    } catch (InterruptedException e) {
      // Ctrl-C in a shell: the process goes on, and the run in progress was asked to stop
      Optional.ofNullable(progress).map(SweepProgress::folder).ifPresent(this::stopped);
      throw e;
    }
  }

  private void stop() {
    Optional.ofNullable(progress).ifPresent(SweepProgress::stop);
  }

  private void stopped(Path folder) {
    if (SweepFolder.isSweep(folder)) {
      context.terminal().err().println("error: the sweep was stopped");
      context.terminal().err().println("Go on with: governance sweep --resume " + folder);
    }
  }

  private int told(Work work) throws InterruptedException {
    Terminal terminal = context.terminal();
    try {
      Sweeper.Ended ended = work.ended();
      terminal.out().print(new SweepView(terminal, ended.folder()).of(json));
      if (!ended.result().complete()) {
        stopped(ended.folder());
        return Exit.INTERNAL;
      }
      return code(ended);
    } catch (GovernanceException e) {
      if (json) {
        terminal.out().print(ProblemPrinter.json(e.problems()));
      }
      throw e;
    }
  }

  private static int code(Sweeper.Ended ended) {
    if (!ended.result().failed().isEmpty()) {
      return Exit.CONTRIBUTION;
    }
    return ended.result().passes() ? Exit.OK : Exit.BLOCKED;
  }
}
