package governance.runtime.internal.cli.terminal;

import governance.runtime.internal.run.Progress;
import governance.runtime.internal.run.RunListener;
import java.util.Locale;

/** Shows how a run goes, on stderr. */
public interface ProgressDisplay extends RunListener, AutoCloseable {
  /** Returns a bar where a line can be overwritten, else lines from time to time, or nothing. */
  static ProgressDisplay of(Terminal terminal, boolean quiet) {
    if (quiet) {
      return () -> {};
    }
    return terminal.live() ? new ProgressLine(terminal) : new ProgressLog(terminal);
  }

  /** Returns the loss and each penalty, short. */
  static String terms(Progress progress) {
    StringBuilder text =
        new StringBuilder(String.format(Locale.ROOT, "loss %.4f", progress.loss()));
    progress
        .terms()
        .forEach((id, value) -> text.append(String.format(Locale.ROOT, " · %s %.4f", id, value)));
    return text.toString();
  }

  @Override
  void close();
}
