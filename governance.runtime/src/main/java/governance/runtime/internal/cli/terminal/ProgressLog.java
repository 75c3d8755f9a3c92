package governance.runtime.internal.cli.terminal;

import governance.api.run.RunInfo;
import governance.runtime.internal.run.Phase;
import governance.runtime.internal.run.Progress;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A line for each phase, and one every ten seconds of training. */
final class ProgressLog implements ProgressDisplay {
  private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Terminal terminal;
  private long last;
  private boolean first = true;

  ProgressLog(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public synchronized void phase(RunInfo run, Phase phase) {
    terminal.err().println(run.message());
  }

  @Override
  public synchronized void step(Progress progress) {
    long now = System.nanoTime();
    if (first || now - last >= INTERVAL_NANOS || progress.step() == progress.steps()) {
      first = false;
      last = now;
      terminal.err().println(line(progress));
    }
  }

  @Override
  public synchronized void warning(String text) {
    terminal.err().println(terminal.warning("warning: " + text));
  }

  static String line(Progress progress) {
    return String.format(
        Locale.ROOT,
        "step %d/%d, epoch %d/%d, %.1f steps/s, %s left, %s",
        progress.step(),
        progress.steps(),
        progress.epoch(),
        progress.epochs(),
        progress.stepsPerSecond(),
        Figures.time(progress.left()),
        ProgressDisplay.terms(progress));
  }

  @Override
  public void close() {
    // every line is complete
  }
}
