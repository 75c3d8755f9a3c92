package governance.runtime.internal.cli;

import governance.api.run.RunInfo;
import governance.runtime.internal.run.Phase;
import governance.runtime.internal.run.Progress;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.time.temporal.ChronoUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar with rate, time left, loss and terms while training; the name of the phase otherwise. */
final class ProgressLine implements ProgressDisplay {
  private static final int INTERVAL_MS = 200;

  private final Terminal terminal;
  private ProgressBar bar;

  ProgressLine(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public synchronized void phase(RunInfo run, Phase phase) {
    closeBar();
    if (phase != Phase.TRAIN) {
      terminal.err().println(terminal.faint(run.message()));
    }
  }

  @Override
  public synchronized void step(Progress progress) {
    if (bar == null) {
      bar = open(progress);
    }
    bar.setExtraMessage(" " + ProgressDisplay.terms(progress));
    bar.stepTo(progress.step());
  }

  private ProgressBar open(Progress progress) {
    boolean unicode = Charset.defaultCharset().newEncoder().canEncode('█');
    return new ProgressBarBuilder()
        .setTaskName("training")
        .setInitialMax(progress.steps())
        .startsFrom(progress.step() - 1, java.time.Duration.ZERO)
        .setUpdateIntervalMillis(INTERVAL_MS)
        .setStyle(unicode ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII)
        .setUnit(" steps", 1)
        .setSpeedUnit(ChronoUnit.SECONDS)
        .showSpeed()
        .setConsumer(new Line(terminal.err(), terminal.width()))
        .build();
  }

  private void closeBar() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  @Override
  public synchronized void close() {
    closeBar();
  }

  /** One line that is written over and over. */
  private record Line(PrintStream err, int width) implements ProgressBarConsumer {
    @Override
    public int getMaxRenderedLength() {
      return width - 1;
    }

    @Override
    public void accept(String rendered) {
      err.print("\r" + rendered);
      err.flush();
    }

    @Override
    public void close() {
      err.println();
    }
  }
}
