package governance.runtime.internal.cli.terminal;

import governance.api.run.RunInfo;
import governance.runtime.internal.run.Phase;
import governance.runtime.internal.run.Progress;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar with rate, time left, loss and terms while training; the name of the phase otherwise. */
final class ProgressLine implements ProgressDisplay {
  private static final int INTERVAL_MS = 200;

  private final Terminal terminal;
  private ProgressBar bar;
  private Line line;
  private Progress last;

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
      line = new Line(terminal.err(), terminal.width());
      bar = open(progress);
    } else if (progress.epoch() != last.epoch()) {
      epoch(last);
    }
    last = progress;
    String loss = String.format(Locale.ROOT, " epoch %d loss %.4f", last.epoch(), last.loss());
    bar.setExtraMessage(loss);
    bar.stepTo(progress.step());
  }

  @Override
  public synchronized void warning(String text) {
    String shown = terminal.warning("warning: " + text);
    if (bar == null) {
      terminal.err().println(shown);
    } else {
      line.above(shown);
    }
  }

  /** Leaves a line for an epoch that has ended: the bar has no room for every term. */
  private void epoch(Progress ended) {
    String name = "epoch " + ended.epoch() + "/" + ended.epochs() + "  ";
    line.above(name + ProgressDisplay.terms(ended));
  }

  private ProgressBar open(Progress progress) {
    boolean unicode = Charset.defaultCharset().newEncoder().canEncode('█');
    return new ProgressBarBuilder()
        .setTaskName("training")
        .setInitialMax(progress.steps())
        .startsFrom(progress.step() - 1, Duration.ZERO)
        .setUpdateIntervalMillis(INTERVAL_MS)
        .setStyle(unicode ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII)
        .setUnit(" steps", 1)
        .setSpeedUnit(ChronoUnit.SECONDS)
        .showSpeed(new DecimalFormat("0.0", DecimalFormatSymbols.getInstance(Locale.ROOT)))
        .setConsumer(line)
        .build();
  }

  private void closeBar() {
    if (bar != null) {
      epoch(last);
      bar.close();
      bar = null;
    }
  }

  @Override
  public synchronized void close() {
    closeBar();
  }

  /** One line that is written over and over, below lines that stay. */
  private static final class Line implements ProgressBarConsumer {
    private static final String CLEAR = "\r\u001b[K";

    private final PrintStream err;
    private final int width;

    Line(PrintStream err, int width) {
      this.err = err;
      this.width = width;
    }

    synchronized void above(String text) {
      err.println(CLEAR + text);
    }

    @Override
    public int getMaxRenderedLength() {
      return width - 1;
    }

    @Override
    public synchronized void accept(String rendered) {
      err.print(CLEAR + rendered);
      err.flush();
    }

    @Override
    public synchronized void close() {
      err.println();
    }
  }
}
