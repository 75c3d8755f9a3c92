package governance.runtime.internal.cli.run;

import governance.runtime.internal.cli.terminal.Figures;
import governance.runtime.internal.cli.terminal.ProgressDisplay;
import governance.runtime.internal.cli.terminal.Terminal;
import governance.runtime.internal.run.Progress;
import governance.runtime.internal.run.RunListener;
import governance.runtime.internal.sweep.GridPoint;
import governance.runtime.internal.sweep.RunRecord;
import governance.runtime.internal.sweep.SweepListener;
import governance.runtime.internal.sweep.SweepPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A line when a run begins and one when it has ended, with the time left; steps in between. */
final class SweepProgress implements SweepListener {
  private final Terminal terminal;
  private final boolean quiet;
  private final SweepPlan plan;
  private ProgressDisplay display;
  private final int atOnce;
  private int begun;
  private int made;
  private double seconds;
  private volatile Runnable stop = () -> {};
  private final Path folder;

  SweepProgress(Terminal terminal, boolean quiet, SweepPlan plan, Path folder, int atOnce) {
    this.terminal = terminal;
    this.quiet = quiet;
    this.plan = plan;
    this.folder = folder;
    this.atOnce = atOnce;
  }

  @Override
  public void working(Runnable ask) {
    stop = ask;
  }

  /** Asks the sweep to stop, if it works. */
  void stop() {
    stop.run();
  }

  /** Returns the folder of the sweep, which need not be there yet. */
  Path folder() {
    return folder;
  }

  /** Tells what is going to be done. */
  void head() {
    int points = plan.points().size();
    List<String> seeds = plan.request().seeds().stream().map(String::valueOf).toList();
    print(
        String.format(
            Locale.ROOT,
            "%d points, seeds %s: %d runs, %s, in %s",
            points,
            String.join(", ", seeds),
            plan.runs(),
            atOnce == 1
                ? "one after the other"
                : atOnce + " at a time, each in a process of its own",
            folder));
  }

  @Override
  public RunListener begins(GridPoint point, long seed, boolean resumed) {
    begun++;
    print(
        String.format(
            Locale.ROOT,
            "run %d/%d %s: point %d, seed %d, %s",
            begun,
            plan.runs(),
            resumed ? "goes on" : "begins",
            point.number(),
            seed,
            point.words()));
    if (atOnce > 1) {
      return new RunListener() {};
    }
    display = ProgressDisplay.of(terminal, quiet);
    ProgressDisplay steps = display;
    return new RunListener() {
      @Override
      public void step(Progress progress) {
        steps.step(progress);
      }
    };
  }

  @Override
  public void ended(RunRecord run, int number, double took) {
    if (display != null) {
      display.close();
      display = null;
    }
    begun = Math.max(begun, number);
    String how =
        run.stopped() ? "stopped" : run.failed() ? "failed: " + run.failure() : run.status().name();
    String line = String.format(Locale.ROOT, "run %d/%d ended: %s", number, plan.runs(), how);
    if (Double.isNaN(took)) {
      print(line + ", done before");
      return;
    }
    made++;
    seconds += took;
    double left = seconds / made * Math.ceil((plan.runs() - number) / (double) atOnce);
    boolean more = left > 0 && !run.stopped();
    print(line + ", " + time(took) + (more ? ", " + time(left) + " left" : ""));
  }

  @Override
  public void memory(long most, int together) {
    if (most > 0) {
      double each = most / (double) (1L << 30);
      print(
          String.format(
              Locale.ROOT,
              "a run took up to %.1f GiB of memory, %d at a time %.1f GiB",
              each,
              together,
              together * each));
    }
  }

  private static String time(double seconds) {
    return Figures.time(Duration.ofMillis((long) (1000 * seconds)));
  }

  private void print(String line) {
    if (!quiet) {
      terminal.err().println(line);
    }
  }
}
