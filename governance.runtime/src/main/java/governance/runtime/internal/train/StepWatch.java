package governance.runtime.internal.train;

import governance.api.run.ContributionInfo;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Watches that calls into penalties come back in time. One that does not is interrupted; if it
 * still does not come back, the run is given up from here, because the thread that is inside it
 * cannot be stopped.
 */
public final class StepWatch implements AutoCloseable {
  /** How long an interrupted penalty may take to come back. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final long limit;
  private final long grace;
  private final Consumer<ContributionInfo> stuck;
  private final Thread thread;
  private Thread runner;
  private ContributionInfo inside;
  private long entered;
  private boolean interrupted;
  private boolean closed;

  /**
   * Starts watching.
   *
   * @param limit how long one call may take
   * @param stuck called once, on the watching thread, when a call does not even come back when
   *     interrupted
   */
  public StepWatch(Duration limit, Consumer<ContributionInfo> stuck) {
    this(limit, GRACE, stuck);
  }

  StepWatch(Duration limit, Duration grace, Consumer<ContributionInfo> stuck) {
    this.limit = limit.toNanos();
    this.grace = grace.toNanos();
    this.stuck = stuck;
    this.thread = new Thread(this::watch, "governance step watch");
    thread.setDaemon(true);
    thread.start();
  }

  /** A call begins, on the calling thread. */
  synchronized void enter(ContributionInfo who) {
    runner = Thread.currentThread();
    inside = who;
    entered = System.nanoTime();
    interrupted = false;
    notifyAll();
  }

  /** The call has come back; returns whether that was too late. */
  synchronized boolean leave() {
    boolean late = interrupted || System.nanoTime() - entered > limit;
    inside = null;
    if (interrupted) {
      // the interruption was ours and has done its work: it must not reach what the run does next
      Thread.interrupted();
    }
    interrupted = false;
    notifyAll();
    return late;
  }

  private void watch() {
    try {
      ContributionInfo lost = waitForLoss();
      if (lost != null) {
        stuck.accept(lost);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized ContributionInfo waitForLoss() throws InterruptedException {
    while (!closed) {
      if (inside == null) {
        wait();
        continue;
      }
      long left = entered + limit + (interrupted ? grace : 0) - System.nanoTime();
      if (left > 0) {
        wait(left / 1_000_000 + 1);
      } else if (interrupted) {
        return inside;
      } else {
        interrupted = true;
        runner.interrupt();
      }
    }
    return null;
  }

  /** Returns the limit in words. */
  String limit() {
    return limit % 1_000_000_000 == 0 ? limit / 1_000_000_000 + " s" : limit / 1_000_000 + " ms";
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    thread.interrupt();
  }
}
